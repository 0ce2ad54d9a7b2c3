import RiskOfBias
import Testing

@Suite struct JudgementRuleTests {
    @Test(
        arguments: [
            ([.favourable, .favourable], .low, .low),
            ([.favourable, .notApplicable], .low, .low),
            ([.favourable, .uninformative], .unclear, .unclear),
            ([.favourable, nil], .unclear, .unclear),
            ([.favourable, .unfavourable], .high, nil),
            ([.uninformative, .unfavourable], .high, nil),
            ([nil, nil], .unclear, .unclear),
            ([], .unclear, .unclear),
        ] as [([AnswerMeaning?], Judgement, Judgement?)]
    )
    func judgesDomains(answers: [AnswerMeaning?], high: Judgement, flagged: Judgement?) {
        #expect(
            DomainRule.unfavourableAnswerIsHigh.judgement(of: answers, undetermined: .unclear)
                == high
        )
        #expect(
            DomainRule.unfavourableAnswerIsFlagged.judgement(of: answers, undetermined: .unclear)
                == flagged
        )
    }

    @Test(
        arguments: [
            ([.low, .low], .low),
            ([.low, .insufficientInformation], .insufficientInformation),
            ([.low, .high], .high),
            ([.insufficientInformation, .high], .high),
            ([nil, .high], .high),
            ([nil, .low], nil),
            ([nil, .insufficientInformation], nil),
            ([], nil),
        ] as [([Judgement?], Judgement?)]
    )
    func judgesTheWhole(domains: [Judgement?], overall: Judgement?) {
        #expect(
            OverallRule.worstDomain.judgement(of: domains, undetermined: .insufficientInformation)
                == overall
        )
        #expect(
            OverallRule.notSummarised.judgement(of: domains, undetermined: .unclear) == nil
        )
    }
}
