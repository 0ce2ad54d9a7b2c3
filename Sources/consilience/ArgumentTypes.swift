public import ArgumentParser
public import BibliographicFormats
public import ModelEvaluation
public import Review
public import Screening
public import Workbench

// Closed sets of choices that a command line may name; their raw values are the words.
extension SearchImport.Kind: ExpressibleByArgument {}
extension BibliographicFormat: ExpressibleByArgument {}
extension TableDialect: ExpressibleByArgument {}
extension RankingModel: ExpressibleByArgument {}
extension Stage: ExpressibleByArgument {}
extension CovarianceMethod: ExpressibleByArgument {}
extension EvaluationStage: ExpressibleByArgument {}
extension PredictionEstimates.Point: ExpressibleByArgument {}
extension ROCBand: ExpressibleByArgument {}
extension ExportReview.What: ExpressibleByArgument {}
extension FurtherMarks: ExpressibleByArgument {}
