package com.example.roster;

import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.calculator.EasyScoreCalculator;

/** Weighs the counts of a roster. */
public class RosterScore implements EasyScoreCalculator<Roster, HardSoftLongScore> {
    @Override
    public HardSoftLongScore calculateScore(Roster roster) {
        int[] counts = roster.counts();
        long soft = 0;
        for (int k = 0; k < counts.length; k++) {
            soft -= roster.weights()[k] * counts[k];
        }
        return HardSoftLongScore.of(-roster.clashes(), soft);
    }
}
