/// Texts of the synthesis.
extension Phrase {
    static let plannedAnalyses = Phrase("Planned analyses", de: "Geplante Analysen")
    static let plannedAnalysesNote = Phrase(
        "What the protocol plans and the report prints. Choose a stage to go on from there.",
        de:
            "Was das Protokoll plant und der Bericht druckt. Wählen Sie eine Stufe, um von da weiterzugehen."
    )
    static let synthesisShow = Phrase("Pool", de: "Zusammenfassen")
    static let synthesisReset = Phrase("Start anew", de: "Neu beginnen")
    static let synthesisFailed = Phrase(
        "This choice could not be pooled:",
        de: "Diese Auswahl ließ sich nicht zusammenfassen:"
    )
    static let synthesisWorking = Phrase("Computing …", de: "Wird berechnet …")
    static let whatIsPooled = Phrase(
        "What is pooled, and how",
        de: "Was zusammengefasst wird, und wie"
    )
    static let pooledMeasure = Phrase("Measure", de: "Maß")
    static let estimator = Phrase(
        "Variance between studies (τ²)",
        de: "Varianz zwischen den Studien (τ²)"
    )
    static let testAndInterval = Phrase("Test and interval", de: "Test und Intervall")
    static let orderOfStudies = Phrase("Order of the studies", de: "Reihenfolge der Studien")
    static let levelOfIntervals = Phrase("Level of the intervals", de: "Niveau der Intervalle")
    static let jointModelNote = Phrase(
        "Sensitivity and specificity are pooled together by a bivariate binomial–normal model.",
        de:
            "Sensitivität und Spezifität werden gemeinsam durch ein bivariates Binomial-Normal-Modell "
            + "zusammengefasst."
    )
    static let whichEstimates = Phrase("Which estimates", de: "Welche Schätzungen")
    static let stageOfValidation = Phrase("Stage of validation", de: "Stufe der Validierung")
    static let studyModality = Phrase("Modality", de: "Bildgebung")
    static let unitOfAnalysis = Phrase("Unit", de: "Einheit")
    static let studyModelFamily = Phrase("Kind of model", de: "Art des Modells")
    static let anyChoice = Phrase("any", de: "alle")
    static let valueNotStated = Phrase("not stated", de: "nicht angegeben")
    static let pooledEstimates = Phrase("Estimates", de: "Schätzungen")
    static let estimateColumn = Phrase("Estimate", de: "Schätzung")
    static let studiesColumn = Phrase("Studies", de: "Studien")
    static let leaveOutOfPool = Phrase("Leave out", de: "Weglassen")
    static let noEstimates = Phrase(
        "No estimate of this kind has been extracted.",
        de: "Es wurde noch keine solche Schätzung erhoben."
    )
    static let poolingTraining = Phrase("training", de: "Training")
    static let poolingInternal = Phrase("internal validation", de: "interne Validierung")
    static let poolingExternal = Phrase("external validation", de: "externe Validierung")
    static let poolingUnclear = Phrase("stage unclear", de: "Stufe unklar")
    static let aucMeasure = Phrase("AUC", de: "AUC")
    static let sensitivityMeasure = Phrase("Sensitivity", de: "Sensitivität")
    static let specificityMeasure = Phrase("Specificity", de: "Spezifität")
    static let accuracyMeasure = Phrase("Accuracy", de: "Treffgenauigkeit")
    static let diceMeasure = Phrase("Dice", de: "Dice")
    static let dtaMeasure = Phrase(
        "Sensitivity and specificity together",
        de: "Sensitivität und Spezifität gemeinsam"
    )
    static let commonEffectMethod = Phrase("Common effect (EE)", de: "Gemeinsamer Effekt (EE)")
    static let normalTest = Phrase("Normal (z)", de: "Normalverteilung (z)")
    static let adHocTest = Phrase(
        "Hartung–Knapp, never narrower (adhoc)",
        de: "Hartung–Knapp, nie schmaler (adhoc)"
    )
    static let orderGiven = Phrase("by stage and name", de: "nach Stufe und Name")
    static let orderByEstimate = Phrase("by estimate", de: "nach Schätzung")
    static let orderByWeight = Phrase("by weight", de: "nach Gewicht")
    static let orderByName = Phrase("by name", de: "nach Name")
    static let synthesisResult = Phrase("Result", de: "Ergebnis")
    static let estimatesPooled = Phrase("Estimates in the pool", de: "Schätzungen im Ergebnis")
    static let nothingChosen = Phrase(
        "Nothing is chosen: no estimate fits, or all were left out.",
        de: "Nichts ist ausgewählt: keine Schätzung passt, oder alle wurden weggelassen."
    )
    static let weightedMean = Phrase(
        "Mean weighted by sample size (descriptive)",
        de: "Nach Stichprobengröße gewichtetes Mittel (beschreibend)"
    )
    static let toBeMinded = Phrase("To be minded", de: "Zu beachten")
    static let notPoolableEstimates = Phrase(
        "Estimates that cannot be pooled",
        de: "Schätzungen, die nicht zusammengefasst werden können"
    )
    static let missingItems = Phrase("Missing", de: "Es fehlt")
    static let pooledValue = Phrase("Pooled", de: "Zusammengefasst")
    static let predictionInterval = Phrase("Prediction interval", de: "Prädiktionsintervall")
    static let diagnosticOddsRatio = Phrase(
        "Diagnostic odds ratio",
        de: "Diagnostisches Odds Ratio"
    )
    static let modelUsed = Phrase("Model", de: "Modell")
    static let areaUnderSummary = Phrase(
        "Area under the summary curve",
        de: "Fläche unter der Summenkurve"
    )
    static let deeksTest = Phrase("Deeks’ test", de: "Deeks-Test")
    static let moreFigures = Phrase("More figures", de: "Weitere Abbildungen")
    static let noPNG = Phrase(
        "PNG needs rsvg-convert, which is not installed where this program runs.",
        de: "Für PNG fehlt rsvg-convert auf dem Rechner, auf dem dieses Programm läuft."
    )
    static let printedText = Phrase(
        "All numbers, as the command prints them",
        de: "Alle Zahlen, wie der Befehl sie ausgibt"
    )
    static let sameNumbers = Phrase("The same numbers elsewhere", de: "Dieselben Zahlen anderswo")
    static let sameNumbersText = Phrase(
        "Download the table and run this command beside it, or the R program: the numbers are the same.",
        de:
            "Laden Sie die Tabelle herunter und führen Sie daneben diesen Befehl oder das R-Programm aus: "
            + "Die Zahlen sind dieselben."
    )
    static let forestPlot = Phrase("Forest plot", de: "Forest-Plot")
    static let funnelPlot = Phrase("Funnel plot", de: "Funnel-Plot")
    static let summaryROCPlot = Phrase("Summary ROC plot", de: "Summen-ROC-Kurve")
    static let crosshairPlot = Phrase("Crosshair plot", de: "Fadenkreuz-Plot")
    static let cumulativePlot = Phrase("Cumulative forest plot", de: "Kumulativer Forest-Plot")
    static let baujatPlot = Phrase("Baujat plot", de: "Baujat-Plot")
    static let radialPlot = Phrase("Radial plot", de: "Radialplot")
    static let stagesCompared = Phrase("Stages compared", de: "Stufen im Vergleich")
    static let changeBetweenStages = Phrase(
        "Change from one stage to the next",
        de: "Änderung von einer Stufe zur nächsten"
    )
    static let stageChange = Phrase("Change", de: "Änderung")
    static let lossOfAUC = Phrase("Loss of AUC", de: "Verlust an AUC")
    static let studiesWithBoth = Phrase("Studies with both", de: "Studien mit beiden")
    static let intervalColumn = Phrase("Interval", de: "Intervall")
    static let subgroups = Phrase("Subgroups", de: "Untergruppen")
    static let differenceBetweenGroups = Phrase(
        "Difference between the groups",
        de: "Unterschied zwischen den Gruppen"
    )
    static let smallStudyEffects = Phrase("Small-study effects", de: "Effekte kleiner Studien")
    static let leaveOneOut = Phrase("Leave-one-out", de: "Jeweils eine Schätzung weniger")
    static let withoutEstimate = Phrase("Without", de: "Ohne")
    static let influenceTable = Phrase(
        "Influence of single estimates",
        de: "Einfluss einzelner Schätzungen"
    )
    static let weightPercent = Phrase("Weight %", de: "Gewicht %")
    static let eggerTest = Phrase("Egger’s test", de: "Egger-Test")
    static let eggerMixedTest = Phrase("Egger’s test, mixed", de: "Egger-Test, gemischtes Modell")
    static let rankTest = Phrase("Rank correlation (Begg)", de: "Rangkorrelation (Begg)")
    static let trimAndFill = Phrase("Trim and fill", de: "Trim and Fill")
    static let filledIn = Phrase("filled in", de: "ergänzt")
    static let failSafeN = Phrase("Fail-safe N (Rosenthal)", de: "Fail-safe N (Rosenthal)")
    static let testColumn = Phrase("Test", de: "Test")
    static let statisticColumn = Phrase("Statistic", de: "Statistik")
}
