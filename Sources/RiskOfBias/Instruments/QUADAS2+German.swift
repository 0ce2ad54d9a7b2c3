extension GermanGuidance {
    /// The guidance of QUADAS-2.
    static let quadas2: [String: String] = [
        "1.1": """
        Ja, wenn alle Geeigneten eines Zeitraums oder ein zufälliger Teil davon gefragt \
        wurden. Nein bei Gelegenheitsstichproben oder Auswahl durch die Behandelnden. \
        Unclear, wenn nicht gesagt wird, wie sie gefunden wurden; „retrospektiv“ allein \
        entscheidet nichts.
        """,
        "1.2": """
        Ja, wenn eine Gruppe mit dem Verdacht untersucht wurde und sich erst danach zeigte, \
        wer die Krankheit hat. Nein, wenn bekannte Fälle Gesunden oder anderen sicher nicht \
        Erkrankten gegenübergestellt wurden: Die Genauigkeit erscheint dann eher zu hoch.
        """,
        "1.3": """
        Ja, wenn nur jene fehlen, für die der Test nicht gedacht ist. Nein, wenn schwierige \
        Patienten wegfielen, etwa mit zweifelhaften Befunden, schlechten Bildern oder \
        ähnlich aussehenden Krankheiten. Unclear, wenn Ausschlüsse nicht aufgeführt sind.
        """,
        "A1": """
        Hoch, wenn Schweregrad, andere Krankheiten, frühere Untersuchungen oder Umfeld von \
        Ihrer Frage so abweichen, dass sich die Genauigkeit wohl ändern würde. Unklar, wenn \
        die Patienten kaum beschrieben sind.
        """,
        "2.1": """
        Ja, wenn es so beschrieben ist oder der Indextest vor dem Referenzstandard befundet \
        wurde. Nein, wenn dessen Ergebnis bekannt war. Je mehr eine Befundung vom Ermessen \
        abhängt, desto mehr zählt es; bei einem Messwert aus dem Gerät kaum.
        """,
        "2.2": """
        Ja, wenn der Grenzwert vor dem Blick in die Daten benannt war oder aus früheren \
        Arbeiten oder vom Hersteller stammt. Nein, wenn er gewählt wurde, weil er hier am \
        besten abschnitt. Unclear, wenn seine Herkunft nicht genannt ist.
        """,
        "A2": """
        Hoch, wenn Gerät, Version, Durchführung oder Befundende von Ihrer Frage abweichen, \
        etwa eine Expertin mit beliebig viel Zeit statt des Alltags. Unklar, wenn der Test \
        kaum beschrieben ist.
        """,
        "3.1": """
        Ja, wenn der Referenzstandard bei solchen Patienten bekanntlich gut trennt, wer die \
        Krankheit hat und wer nicht. Nein, wenn seine Fehler als Fehler des Indextests \
        gezählt würden. Legen Sie im Protokoll fest, welche Standards Sie anerkennen.
        """,
        "3.2": """
        Ja, wenn es so beschrieben ist oder der Referenzstandard zuerst erhoben und befundet \
        wurde. Nein, wenn der Indextest dabei bekannt war. Ein objektiver Standard, etwa ein \
        Laborwert, leidet wenig darunter.
        """,
        "A3": """
        Hoch, wenn der Standard eine andere Krankheit definiert, als Sie fragen, etwa jeden \
        Bildbefund statt einer behandlungsbedürftigen Erkrankung. Unklar, wenn er kaum \
        beschrieben ist.
        """,
        "4.1": """
        Legen Sie im Protokoll fest, welcher Abstand bei dieser Krankheit vertretbar ist. \
        Ja, wenn fast alle beide Tests darin und ohne Behandlung dazwischen hatten. Nein, \
        wenn sich die Krankheit bis zum zweiten ändern konnte. Unclear, wenn kein Abstand \
        genannt ist.
        """,
        "4.2": """
        Ja, wenn alle mit Indextest überprüft wurden; ein zufällig gezogener Teil schadet \
        weniger. Nein, wenn die Überprüfung vom Indextest oder von Beschwerden abhing: Die \
        Sensitivität erscheint dann eher zu hoch. Vergleichen Sie die Zahlen im \
        Flussdiagramm.
        """,
        "4.3": """
        Ja, wenn ein Standard für alle diente. Nein, wenn er mit dem Indextest wechselte, \
        etwa Biopsie nach positivem und Nachbeobachtung nach negativem Ergebnis. Bedenken \
        Sie, wie verschieden die Standards einordnen würden.
        """,
        "4.4": """
        Ja, wenn alle Aufgenommenen in der Vierfeldertafel stehen. Nein, wenn jene mit \
        fehlenden, misslungenen oder unklaren Ergebnissen weggelassen wurden und es zu viele \
        sind, um folgenlos zu bleiben. Unclear, wenn die Zahlen nicht aufgehen.
        """,
    ]
}
