extension GermanGuidance {
    /// The guidance of PROBAST.
    static let probast: [String: String] = [
        "1.1": """
        Ja bei Kohorte, Studie mit Zufallszuteilung oder gutem Register, auch bei \
        eingebetteter Fall-Kontroll- oder Fall-Kohorten-Stichprobe, wenn die Analyse das \
        Ausgangsrisiko richtigstellt. Nein, wenn Fälle und Kontrollen getrennt gesammelt \
        wurden. NI, wenn nicht gesagt wird, wie ausgewählt wurde.
        """,
        "1.2": """
        Ja, wenn die Eingeschlossenen jene sind, bei denen das Modell verwendet würde, ohne \
        weitere Auswahl. Nein, wenn manche das Zielereignis schon zu Beginn hatten oder \
        Gruppen so wegfielen, dass die Vorhersage leichter oder schwerer wird (etwa nur \
        klare Fälle).
        """,
        "A1": """
        Vergleichen Sie Alter, Umfeld, Schweregrad und frühere Untersuchungen mit Ihrer \
        Frage. Hoch, wenn so andere Menschen untersucht wurden, dass sich die Güte des \
        Modells wohl ändern würde; unklar, wenn zu wenig beschrieben ist.
        """,
        "2.1": """
        Ja, wenn eine Definition und ein Messverfahren für alle galten. Nein, wenn sie sich \
        zwischen Zentren oder Gruppen unterschieden oder wenn verschieden Erfahrene einen \
        Prädiktor beurteilten, der Deutung braucht, etwa ein Bild.
        """,
        "2.2": """
        Ja, wenn es so beschrieben ist oder die Prädiktoren erhoben wurden, bevor das \
        Zielereignis bekannt sein konnte, wie in einer prospektiven Kohorte. Nein, wenn es \
        bekannt war. NI, wenn nichts dazu steht und der Ablauf es nicht klärt; bei \
        subjektiven Prädiktoren wiegt es am schwersten.
        """,
        "2.3": """
        Denken Sie an den Augenblick, in dem man das Modell anwenden würde. Ja, wenn dann \
        jeder Prädiktor bekannt ist. Nein, wenn einer erst später bekannt wird (etwa ein \
        Befund bei der Operation) oder eine Validierung einen fehlenden Prädiktor wegließ.
        """,
        "A2": """
        Hoch, wenn Prädiktoren anders definiert, gemessen oder zu anderer Zeit erhoben \
        wurden, als Ihre Frage es vorsieht, etwa mit einem Gerät oder einer \
        Expertenbefundung, die es dort nicht gibt. Unklar, wenn sie nicht beschrieben sind.
        """,
        "3.1": """
        Ja, wenn Leitlinien oder frühere Arbeiten das Verfahren als gut genug anerkennen. \
        Nein, wenn es viele Fälle übersieht oder erfindet, etwa ungeprüfte Routinekodierung. \
        Fragen Sie nach der Fehlerrate, nicht nur nach dem Namen des Verfahrens.
        """,
        "3.2": """
        Ja bei einer üblichen Definition oder einer, die vor dem Blick in die Daten \
        festgelegt war. Nein, wenn sie unüblich ist und nachträglich gewählt wurde, etwa ein \
        Grenzwert, mit dem die Ergebnisse am besten aussahen.
        """,
        "3.3": """
        Ja, wenn kein Prädiktor mitentscheidet, wer das Zielereignis hat. Nein, wenn doch, \
        etwa ein Laborwert, der Prädiktor und zugleich Kriterium der Diagnose ist: Die Güte \
        erscheint dann zu hoch.
        """,
        "3.4": """
        Ja, wenn alle dieselbe Untersuchung oder Nachbeobachtung hatten. Nein, wenn das von \
        Prädiktoren abhing oder zwischen Zentren verschieden war, etwa Biopsie nach \
        auffälligem Bild und Nachbeobachtung nach unauffälligem.
        """,
        "3.5": """
        Ja, wenn die Entscheidenden die Prädiktoren nicht kannten oder nichts zu beurteilen \
        ist (Tod jeder Ursache). Nein, wenn sie sie kannten und deuten mussten. NI, wenn \
        nichts dazu steht und das Zielereignis Ermessen zulässt.
        """,
        "3.6": """
        Ja, wenn das Zielereignis Zeit hatte, einzutreten oder gefunden zu werden, ohne dass \
        sich der Stand der Prädiktoren änderte. Nein, wenn die Nachbeobachtung zu kurz war \
        oder der Referenztest so spät kam, dass die Krankheit fortschreiten oder behandelt \
        werden konnte.
        """,
        "A3": """
        Hoch, wenn ein anderes Zielereignis, eine andere Definition oder ein anderer \
        Zeitraum vorhergesagt wurde, als Sie fragen (ein kombinierter Endpunkt statt eines \
        Ereignisses, drei Monate statt eines Jahres). Unklar, wenn es nicht beschrieben ist.
        """,
        "4.1": """
        Entwicklung: Ereignisse je Parameter aller in Betracht gezogenen Prädiktoren, auch \
        der verworfenen. 20 oder mehr spricht für Ja, unter 10 für Nein, dazwischen zählt \
        das Übrige; maschinelles Lernen braucht womöglich 200. Validierung: mindestens je \
        100 Personen mit und ohne Zielereignis.
        """,
        "4.2": """
        Ja, wenn stetige Prädiktoren stetig blieben und gekrümmte Zusammenhänge geprüft \
        wurden; eine Validierung muss die Klassen der Entwicklung verwenden. Nein, wenn sie \
        zweigeteilt wurden, vor allem an einem aus den Daten gewählten Punkt, oder Klassen \
        passend zusammengelegt wurden.
        """,
        "4.3": """
        Ja, wenn alle Aufgenommenen in der Analyse sind oder so wenige fehlen, dass es nicht \
        ins Gewicht fällt. Nein, wenn Personen aus Gründen wegfielen, die mit Prädiktoren \
        oder Zielereignis zu tun haben, etwa unklare Bilder. Vergleichen Sie die Zahlen im \
        Flussdiagramm.
        """,
        "4.4": """
        Ja bei multipler Imputation oder wenn kaum etwas fehlte. Nein, wenn Personen mit \
        Lücken ohne Nachweis der Unschädlichkeit ausgeschlossen wurden, oder bei einer \
        Klasse „fehlend“ oder eingesetzten Mittelwerten. NI, wenn Lücken nicht erwähnt sind.
        """,
        "4.5": """
        Ja, wenn Prädiktoren nach Vorwissen, durch Verfahren mit Strafterm oder schrittweise \
        im gemeinsamen Modell gewählt oder alle behalten wurden. Nein, wenn Einzeltests \
        gegen das Zielereignis (etwa p < 0,05) entschieden, welche ins Modell kamen.
        """,
        "4.6": """
        Ja, wenn kurze Nachbeobachtung, konkurrierende Ereignisse, Messwiederholungen und \
        gezogene Kontrollen mit passenden Verfahren behandelt sind. Nein bei logistischer \
        Regression auf zensierte Daten, Todesfällen als ereignisfrei oder \
        Fall-Kontroll-Daten ohne Gewichte.
        """,
        "4.7": """
        Ja, wenn Diskrimination (c-Statistik) und Kalibrierung (Kurve, Steigung) berichtet \
        sind, bei Überlebenszeiten passend dazu. Nein, wenn eines fehlt, bei einem \
        Hosmer-Lemeshow-Test allein oder Sensitivität und Spezifität an einem Grenzwert aus \
        denselben Daten.
        """,
        "4.8": """
        Ja, wenn Bootstrap oder Kreuzvalidierung jeden Schritt samt Auswahl wiederholte und \
        der Optimismus von Güte und Gewichten abgezogen wurde (Shrinkage). Nein bei nur \
        scheinbarer Güte, einmaliger zufälliger Teilung der Daten oder nicht wiederholter \
        Auswahl.
        """,
        "4.9": """
        Ja, wenn Formel oder Punktwert genau die Prädiktoren und Gewichte des berichteten \
        gemeinsamen Modells enthält. Nein, wenn Gewichte aus Einzelanalysen oder einem \
        früheren Modell stammen oder Prädiktoren ohne Neuanpassung wegfielen. NI, wenn keine \
        Gewichte gezeigt sind.
        """,
    ]
}
