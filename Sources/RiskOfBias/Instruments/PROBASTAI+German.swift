extension GermanGuidance {
    /// The guidance of PROBAST+AI.
    static let probastAI: [String: String] = [
        "1.1": """
        Ja, wenn die Quelle für den Zweck entstand oder das Nötige verlässlich und für die \
        richtigen Menschen enthält (Kohorte, Studie, gutes Register). Nein, wenn Daten \
        genommen wurden, wo sie gerade lagen, oder ihre Herkunft nicht zu verfolgen ist, wie \
        bei manchen öffentlichen Bildsammlungen.
        """,
        "1.2": """
        Ja bei Kohorte oder Studie, auch bei eingebetteten Fall-Kontroll-Daten, deren \
        Ziehung die Analyse berücksichtigt. Nein bei getrennten Gruppen von Fällen und \
        Kontrollen oder einem Querschnitt, wo die Zukunft vorhergesagt wird. NI, wenn der \
        Aufbau nicht erkennbar ist.
        """,
        "1.3": """
        Ja, wenn die nach allen Ausschlüssen Verbliebenen noch den Menschen gleichen, für \
        die das Modell gedacht ist, gleich welcher Gruppe. Nein, wenn schwierige Fälle, \
        schlechte Bilder, lückenhafte Akten oder ganze Gruppen wegfielen. Ein Flussdiagramm \
        mit Gründen hilft.
        """,
        "A1": """
        Gehen Sie vom vorgesehenen Gebrauch aus. Hoch, wenn Menschen, Umfeld, Geräte oder \
        Zeit so davon abweichen, dass sich die Güte wohl ändern würde; unklar, wenn zu wenig \
        beschrieben ist.
        """,
        "2.1": """
        Ja, wenn eine Definition und ein Messverfahren für alle und an jedem Ort galten. \
        Nein, wenn sich Geräte, Protokolle oder Beurteilende zwischen Gruppen so \
        unterschieden, dass es für das Modell zählt.
        """,
        "2.2": """
        Gemeint sind Bereinigen, Skalieren, Kodieren, Zuschneiden, Gewinnen von Merkmalen \
        und Ähnliches. Ja, wenn für alle dieselben festen Schritte galten. Nein, wenn sie \
        zwischen Orten oder zwischen Personen mit und ohne Zielereignis verschieden waren. \
        NI, wenn sie nicht beschrieben sind.
        """,
        "2.3": """
        Ja, wenn Prädiktoren vor dem Zielereignis erhoben wurden oder durch Menschen oder \
        Programme ohne Zugang dazu. Nein, wenn es beim Markieren der Bilder oder Wählen der \
        Merkmale von Hand bekannt war. Automatische Messung spricht für Ja.
        """,
        "2.4": """
        Denken Sie an Zeitpunkt und Ort des Gebrauchs. Ja, wenn jeder Prädiktor dann und mit \
        den Mitteln dort vorliegt. Nein, wenn einer erst später bekannt wird oder Geräte \
        braucht, die fehlen. Spuren des Zielereignisses in den Daten, etwa eine begonnene \
        Behandlung, sprechen für Nein.
        """,
        "A2": """
        Hoch, wenn Prädiktoren, ihre Erhebung, ihr Zeitpunkt oder ihre Aufbereitung vom \
        vorgesehenen Gebrauch abweichen. Unklar, wenn sie nicht beschrieben sind.
        """,
        "3.1": """
        Ja, wenn eine anerkannte oder vorab festgelegte Definition und ein Verfahren mit \
        wenigen Fehlern entschieden. Nein bei schwachen Etiketten, etwa von Programmen \
        ungeprüft gelesenen Kodes oder Befunden, oder einer nach Ansicht der Ergebnisse \
        gewählten Definition.
        """,
        "3.2": """
        Ja, wenn alle dieselbe Untersuchung, Etikettierung oder Nachbeobachtung hatten. \
        Nein, wenn das von Prädiktoren, Ort oder Gruppe abhing, etwa Biopsie bei auffälligen \
        Bildern und sonst nichts, oder Etiketten hier von einer Person und dort von einem \
        Gremium.
        """,
        "3.3": """
        Ja, wenn die Entscheidenden die Prädiktoren nicht kannten oder nichts zu beurteilen \
        ist, etwa beim Tod. Nein, wenn sie bekannt waren oder zur Definition gehören. NI, \
        wenn nichts dazu steht und das Zielereignis Ermessen zulässt.
        """,
        "3.4": """
        Ja, wenn das Zielereignis Zeit hatte, einzutreten oder gefunden zu werden, und sich \
        die Prädiktoren nicht änderten. Nein, wenn die Nachbeobachtung zu kurz war oder die \
        Referenz so spät kam, dass die Krankheit fortschreiten oder behandelt werden konnte.
        """,
        "A3": """
        Hoch, wenn ein anderes Zielereignis, eine andere Definition oder ein anderer \
        Zeitraum vorhergesagt wurde, als der vorgesehene Gebrauch verlangt. Unklar, wenn es \
        nicht beschrieben ist.
        """,
        "development 4.1": """
        Ja, wenn eine für diese Art Modell und Zielereignis gemachte Berechnung erfüllt \
        wurde. Sonst zählen Ereignisse je Parameter, verworfene eingeschlossen: unter etwa \
        10 spricht für Nein, über 20 bei Regression für Ja. Flexible Verfahren brauchen \
        womöglich 200 und mehr.
        """,
        "development 4.2": """
        Ja, wenn stetige Prädiktoren stetig blieben, mit Raum für gekrümmte Zusammenhänge, \
        und Klassen nach Plan kodiert wurden. Nein, wenn Werte zweigeteilt wurden, vor allem \
        an einem in den Daten gefundenen Punkt, oder Klassen passend zusammengelegt.
        """,
        "development 4.3": """
        Ja bei multipler Imputation oder Verfahren, die mit Lücken umgehen, und Verfahren \
        für Überlebenszeiten bei früh endender Beobachtung. Nein, wenn Personen mit Lücken \
        oder kurzer Beobachtung ohne Nachweis der Unschädlichkeit wegfielen. NI, wenn nichts \
        dazu steht.
        """,
        "development 4.4": """
        Mehrfachziehen, Weglassen, künstliche Fälle und Klassengewichte verschieben \
        vorhergesagte Risiken. Ja, wenn sie danach auf die wahre Häufigkeit des \
        Zielereignisses zurückgeführt wurden. Nein, wenn nicht. NA, wenn nichts ausgeglichen \
        wurde.
        """,
        "development 4.5": """
        Ja, wenn die Freiheit des Modells zu den Daten passt: Strafterm oder Shrinkage, \
        wenige Parameter, frühes Anhalten, Einstellungen durch Kreuzvalidierung. Nein, wenn \
        ein flexibles Modell auf wenige Ereignisse traf und nichts dagegen geschah.
        """,
        "evaluation 4.1": """
        Scheinbare Güte wird an genau den Daten gemessen, mit denen das Modell entstand. Ja, \
        wenn es auch eine interne (Bootstrap, Kreuzvalidierung, zurückgehaltene Daten) oder \
        externe Bewertung gibt. Nein, wenn es nur scheinbare Werte gibt.
        """,
        "evaluation 4.2": """
        Ja, wenn eine Berechnung der Genauigkeit erfüllt wurde oder mindestens je 100 \
        Personen mit und ohne Zielereignis untersucht wurden; Kalibrierungskurven brauchen \
        mehr, etwa je 200. Nein, wenn es deutlich weniger sind.
        """,
        "evaluation 4.3": """
        Ja bei multipler Imputation oder einem Vorgehen, das auch in der Praxis ginge, und \
        bei Maßen, die Zensierung berücksichtigen. Nein, wenn Personen mit Lücken oder \
        kurzer Beobachtung ohne Nachweis der Unschädlichkeit wegfielen. NI, wenn nichts dazu \
        steht.
        """,
        "evaluation 4.4": """
        Ja, wenn die Güte an Menschen gemessen wurde, bei denen das Zielereignis so häufig \
        ist wie in Wirklichkeit. Nein, wenn auch die Testdaten ausgeglichen wurden: \
        Kalibrierung und prädiktive Werte sind dann falsch. NA, wenn nichts ausgeglichen \
        wurde.
        """,
        "evaluation 4.5": """
        Ja, wenn geteilt wurde, bevor irgendetwas gelernt wurde, und alle Bilder und Besuche \
        einer Person in einem Teil liegen. Nein, wenn Skalieren, Imputieren, Auswahl oder \
        Einstellen den Testteil sah oder eine Person in beiden steht. NA, wenn nicht geteilt \
        wurde.
        """,
        "evaluation 4.6": """
        Ja, wenn jede Bootstrap-Stichprobe oder jeder Teil der Kreuzvalidierung alle \
        Schritte neu durchlief: Imputation, Wahl der Prädiktoren, Einstellen \
        (verschachtelt), Anpassen. Nein, wenn manche vorab einmal an allen Daten geschahen. \
        NA, wenn nichts neu gezogen wurde.
        """,
        "evaluation 4.7": """
        Ja, wenn Diskrimination (c-Statistik), Kalibrierung (Kurve, Steigung) und \
        Nettonutzen an sinnvollen Schwellen passend zum Zielereignis bestimmt sind. Nein bei \
        Trefferquote, F1 oder Sensitivität allein, Grenzwerten aus denselben Daten oder nur \
        einem Hosmer-Lemeshow-Test.
        """,
    ]
}
