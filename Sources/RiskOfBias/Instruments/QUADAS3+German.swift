extension GermanGuidance {
    /// The guidance of QUADAS-3.
    static let quadas3: [String: String] = [
        "1.1": """
        Ja, wenn alle nach denselben Kriterien hineinkamen, mit Verdacht, aber noch ohne \
        Klärung. Nein, wenn sicher Erkrankte und sicher nicht Erkrankte getrennt gesammelt \
        wurden: Die Genauigkeit erscheint dann eher zu hoch.
        """,
        "1.2": """
        Ja, wenn Personen nach einem Plan aufgenommen wurden, bevor Ergebnisse bekannt \
        waren. Nein, wenn sie nachträglich in Akten gefunden wurden, wo es oft vom ersten \
        Ergebnis abhing, wer beide Tests bekam. NI, wenn beides nicht erkennbar ist.
        """,
        "1.3": """
        Ja, wenn alle Geeigneten eines Zeitraums oder ein zufälliger Teil davon gefragt \
        wurden. Nein bei Gelegenheitsstichproben oder Auswahl durch die Behandelnden. NI, \
        wenn nichts dazu steht.
        """,
        "1.4": """
        Ja, wenn Schweregrad, andere Krankheiten und frühere Untersuchungen denen der \
        Menschen entsprechen, die man in der Praxis untersuchen würde. Nein, wenn schwierige \
        oder leichte Fälle fehlen oder nur klare aufgenommen wurden. Sehen Sie Ausschlüsse \
        und Merkmalstabelle an.
        """,
        "A1": """
        Halten Sie Menschen und Umfeld gegen die ideale Studie Ihres Protokolls. Hoch, wenn \
        sie so abweichen, dass sich die Genauigkeit wohl ändern würde; unzureichende \
        Angaben, wenn sie kaum beschrieben sind.
        """,
        "2.1": """
        Ja, wenn der Test bei allen so durchgeführt wurde, wie Hersteller oder Protokoll es \
        vorschreiben. Nein, wenn Proben, Geräte, Version oder Ablauf so abwichen, dass es \
        Ergebnisse ändern kann. NI, wenn nichts dazu steht.
        """,
        "2.2": """
        Ja, wenn es so beschrieben ist oder der Indextest vor dem Referenzstandard befundet \
        wurde. Nein, wenn dessen Ergebnis bekannt war. Am meisten zählt es, wo die Befundung \
        Ermessen braucht.
        """,
        "2.3": """
        Ja, wenn die Befundenden von Alter, Beschwerden und früheren Befunden so viel \
        wussten wie in der Praxis. Nein, wenn sie mehr erfuhren oder ihnen Übliches \
        vorenthalten wurde. Ein Test, den niemand deutet, leidet wenig darunter.
        """,
        "2.4": """
        Ja, wenn der Grenzwert vor dem Blick in die Daten benannt war oder aus früheren \
        Arbeiten oder vom Hersteller stammt. Nein, wenn er gewählt wurde, weil er hier am \
        besten abschnitt. NI, wenn seine Herkunft nicht genannt ist.
        """,
        "A2": """
        Halten Sie Gerät, Version, Durchführung und Befundende gegen die ideale Studie Ihres \
        Protokolls. Hoch, wenn sie so abweichen, dass sich die Genauigkeit wohl ändern \
        würde; unzureichende Angaben, wenn der Test kaum beschrieben ist.
        """,
        "3.1": """
        Ja, wenn der Referenzstandard bei solchen Menschen bekanntlich gut trennt, wer den \
        Zielzustand hat. Nein, wenn seine Fehler als Fehler des Indextests gezählt würden. \
        Legen Sie im Protokoll fest, welche Standards Sie anerkennen.
        """,
        "3.2": """
        Ja, wenn der Referenzstandard bei allen erhoben wurde; ein zufällig gezogener Teil \
        schadet weniger. Nein, wenn er abhängig vom Indextest oder von Beschwerden erhoben \
        oder weggelassen wurde. Vergleichen Sie die Zahlen im Flussdiagramm.
        """,
        "3.3": """
        Ja, wenn ein Standard für alle diente. Nein, wenn er mit dem Indextest wechselte, \
        etwa Biopsie nach positivem und Nachbeobachtung nach negativem Ergebnis. Bedenken \
        Sie, wie verschieden die Standards einordnen würden.
        """,
        "3.4": """
        Ja, wenn ohne den Indextest über den Zielzustand entschieden wurde. Nein, wenn sein \
        Ergebnis Teil des Standards war oder dem Gremium vorlag, das die Diagnose stellte: \
        Beide stimmen dann zu gut überein.
        """,
        "3.5": """
        Ja, wenn der Standard wie vorgeschrieben und von dazu Fähigen durchgeführt wurde. \
        Nein, wenn Geräte, Proben, Nachbeobachtung oder Durchführung so abwichen, dass \
        falsch eingeordnet werden kann. NI, wenn nichts dazu steht.
        """,
        "3.6": """
        Ja, wenn es so beschrieben ist oder der Referenzstandard zuerst erhoben und befundet \
        wurde. Nein, wenn der Indextest dabei bekannt war. Ein objektiver Standard leidet \
        wenig darunter.
        """,
        "3.7": """
        Ja, wenn die Grenze zwischen Vorliegen und Fehlen vor dem Blick in die Daten \
        festgelegt war oder die übliche ist. Nein, wenn sie nach Ansicht der Ergebnisse \
        gesetzt wurde. NI, wenn ihre Herkunft nicht genannt ist.
        """,
        "3.8": """
        Legen Sie im Protokoll fest, welcher Abstand bei diesem Zustand vertretbar ist. Ja, \
        wenn fast alle beide darin und ohne Behandlung dazwischen hatten. Nein, wenn sich \
        der Zustand bis zum zweiten ändern konnte. NI, wenn kein Abstand genannt ist.
        """,
        "A3": """
        Halten Sie den Zielzustand, wie der Standard ihn definiert, gegen die ideale Studie \
        Ihres Protokolls. Hoch, wenn Stadium, Form oder Zeit anders gemeint sind; \
        unzureichende Angaben, wenn die Definition nicht klar ist.
        """,
        "4.1": """
        Ja, wenn alle, die in die Studie kamen, hinter dem Schätzwert stehen. Nein, wenn so \
        viele oder aus solchen Gründen ausschieden oder weggelassen wurden, dass er sich \
        ändern kann. Vergleichen Sie die Aufgenommenen mit der Vierfeldertafel.
        """,
        "4.2": """
        Fehlende, misslungene und unklare Ergebnisse zählen dazu. Ja, wenn es keine gibt \
        oder das Vorgehen genannt und sinnvoll ist. Nein, wenn sie stillschweigend wegfielen \
        oder passend zugeschlagen wurden. NI, wenn nichts dazu steht.
        """,
        "4.3": """
        Ja, wenn gezählt wird, was die ideale Studie zählt: Personen, Läsionen, Segmente, \
        Bilder. Nein, wenn mehrere Einheiten einer Person wie unabhängige gezählt werden \
        oder Läsionen für Personen stehen.
        """,
        "4.4": """
        Ja, wenn Sensitivität und Spezifität aus den gezeigten Zahlen folgen und Intervalle \
        Häufungen und Ziehung berücksichtigen. Nein, wenn Zahlen nicht aufgehen, der Nenner \
        falsch ist oder Fall-Kontroll-Daten prädiktive Werte lieferten. Rechnen Sie nach, wo \
        Sie können.
        """,
    ]
}
