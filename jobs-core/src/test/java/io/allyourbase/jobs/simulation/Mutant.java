package io.allyourbase.jobs.simulation;

import java.util.List;
import java.util.function.Supplier;

/** Each bug that the simulation must find, and the promise that it breaks. The store's come first, then the engine's. */
enum Mutant {
    CLAIM_HANDS_OUT_TWICE(ClaimMutations::handsOutTwice, Promise.FENCES_GROW),
    CLAIM_LEAVES_THE_FENCE(ClaimMutations::leavesTheFence, Promise.FENCES_GROW),
    CLAIM_COUNTS_NO_ATTEMPT(ClaimMutations::countsNoAttempt, Promise.ATTEMPTS_COUNTED),
    CLAIM_LEASES_BY_THE_LOCAL_CLOCK(ClaimMutations::leasesByTheLocalClock, Promise.STORE_TIME),
    CLAIM_IS_DUE_BY_THE_LOCAL_CLOCK(ClaimMutations::isDueByTheLocalClock, Promise.STORE_TIME, Promise.DUE_RUNS),
    CLAIM_FORGETS_A_QUEUE(ClaimMutations::forgetsAQueue, Promise.DUE_RUNS),
    OUTCOMES_WITHOUT_THE_FENCE(OutcomeMutations::writesWithoutTheFence, Promise.STALE_REFUSED),
    OUTCOMES_OF_HALF_A_BATCH(OutcomeMutations::writesHalfABatch, Promise.BATCHES_WHOLE),
    OUTCOMES_OF_WHAT_IS_QUEUED_AGAIN(OutcomeMutations::completesWhatIsQueuedAgain, Promise.LEGAL_MOVES),
    OUTCOMES_MOVE_WHAT_HAS_ENDED(OutcomeMutations::movesWhatHasEnded, Promise.ENDED_STAYS),
    SNOOZE_COSTS_AN_ATTEMPT(OutcomeMutations::refundsNothing, Promise.ATTEMPTS_COUNTED),
    RENEWAL_WITHOUT_THE_FENCE(LeaseMutations::renewsWithoutTheFence, Promise.FENCES_GROW, Promise.STALE_REFUSED),
    RENEWAL_BY_THE_LOCAL_CLOCK(LeaseMutations::renewsByTheLocalClock, Promise.STORE_TIME),
    RECOVERY_WITHOUT_A_LIMIT(LeaseMutations::recoversWithoutALimit, Promise.ATTEMPTS_COUNTED),
    RECOVERY_OF_LIVE_LEASES(LeaseMutations::recoversLiveLeases, Promise.LEASES_KEPT),
    RECOVERY_LEAVES_LAST_ATTEMPTS(LeaseMutations::recoversNoLastAttempt, Promise.ALL_ENDS),
    FIRE_WITHOUT_COMPARING(TickMutations::firesWithoutComparing, Promise.FIRES_ONCE),
    FIRE_BY_THE_LOCAL_CLOCK(TickMutations::firesByTheLocalClock, Promise.FIRES_ONCE),
    FIRE_CATCHES_UP_WITH_THE_LAST_ALONE(TickMutations::firesTheLastAlone, Promise.FIRES_CAUGHT_UP),
    RETRY_RESETS_THE_FENCE(OperatorMutations::retryResetsTheFence, Promise.FENCES_GROW),
    RETRY_OF_WHAT_COMPLETED(OperatorMutations::retriesWhatCompleted, Promise.ENDED_STAYS),
    CANCEL_OF_WHAT_RUNS(OperatorMutations::cancelsWhatRuns, Promise.LEGAL_MOVES),
    RUN_NOW_OF_WHAT_RUNS(OperatorMutations::runsNowWhatRuns, Promise.LEGAL_MOVES),
    RUN_NOW_OF_WHAT_IS_DUE(OperatorMutations::runsNowWhatIsDue, Promise.STORE_TIME),

    HINTS_ARE_THE_ONLY_SOURCE(() -> LoopMutations.waitsForSignals("dispatcher"), Promise.DUE_RUNS),
    DISPATCHER_STOPS_AT_A_FAILURE(() -> LoopMutations.stopsAtAFailure("dispatcher"), Promise.DUE_RUNS),
    LOST_CLAIMS_ARE_KEPT(LoopMutations::keepsLostClaims, Promise.HOLDINGS_KNOWN),
    LOST_CLAIMS_ARE_LOOKED_FOR_ONCE(LoopMutations::looksForLostClaimsOnce, Promise.HOLDINGS_KNOWN),
    OUTCOMES_ARE_DROPPED_AT_A_FAILURE(OutcomeMutations::dropsWhatIsNotWritten, Promise.OUTCOMES_KEPT),
    OUTCOMES_ARE_BLAMED_FOR_ANY_FAILURE(OutcomeMutations::blamesContentForAll, Promise.OUTCOMES_KEPT),
    OUTCOMES_TOLD_TWICE_ARE_CALLED_STALE(OutcomeMutations::forgetsThatItMayHaveWritten, Promise.OUTCOMES_KEPT),
    OUTCOMES_STOP_AT_A_FAILURE(() -> LoopMutations.stopsAtAFailure("outcomes"), Promise.ALL_ENDS),
    NOTHING_IS_GIVEN_BACK(OutcomeMutations::givesNothingBack, Promise.CLOSING_LEAVES_NOTHING, Promise.LEASES_KEPT),
    KEEPER_STOPS_AT_A_FAILURE(() -> LoopMutations.stopsAtAFailure("leases"), Promise.LEASES_KEPT),
    KEEPER_IS_TOO_SLOW(() -> LoopMutations.isTooSlow("leases"), Promise.LEASES_KEPT),
    RECOVERY_AT_START_ALONE(() -> LoopMutations.waitsForSignals("recovery"), Promise.ALL_ENDS),
    TIMEOUTS_ARE_NOT_LOOKED_AT(() -> LoopMutations.waitsForSignals("deadlines"), Promise.ALL_ENDS);

    @SuppressWarnings("ImmutableEnumChecker")
    private final Supplier<Mutation> mutation;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Promise> broken;

    Mutant(Supplier<Mutation> mutation, Promise... broken) {
        this.mutation = mutation;
        this.broken = List.of(broken);
    }

    Mutation mutation() {
        return mutation.get();
    }

    /** Any of these. */
    List<Promise> broken() {
        return broken;
    }
}
