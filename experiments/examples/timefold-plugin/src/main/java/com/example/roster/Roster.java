package com.example.roster;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The planning problem: two shifts a day, days that employees asked off, and the weights of what should not be. */
@PlanningSolution
public class Roster {
    /** What is counted, in the order of theta and y. */
    static final List<String> COUNTS = List.of("wish", "short rest", "uneven load", "lone night");

    @ValueRangeProvider
    private List<Integer> employees;

    @PlanningEntityCollectionProperty
    private List<Shift> shifts;

    @PlanningScore
    private HardSoftLongScore score;

    private boolean[][] asked;
    private long[] weights;

    /** For Timefold, which clones. */
    public Roster() {}

    Roster(boolean[][] asked, long[] weights) {
        this.asked = asked;
        this.weights = weights;
        employees = IntStream.range(0, asked.length).boxed().toList();
        shifts = new ArrayList<>();
        for (int day = 0; day < asked[0].length; day++) {
            shifts.add(new Shift(day, false));
            shifts.add(new Shift(day, true));
        }
    }

    long[] weights() {
        return weights;
    }

    /** Counts shifts of one person on one day, which must not be. */
    int clashes() {
        int clashes = 0;
        for (int k = 0; k < shifts.size(); k += 2) {
            Integer early = shifts.get(k).getEmployee();
            clashes += early != null && early.equals(shifts.get(k + 1).getEmployee()) ? 1 : 0;
        }
        return clashes;
    }

    /** Counts what should not be. */
    int[] counts() {
        int[] counts = new int[COUNTS.size()];
        int[] load = new int[employees.size()];
        int days = asked[0].length;
        int[] nightOf = new int[days];
        for (Shift shift : shifts) {
            Integer who = shift.getEmployee();
            nightOf[shift.day()] = shift.isNight() ? (who == null ? -1 : who) : nightOf[shift.day()];
            if (who != null) {
                counts[0] += asked[who][shift.day()] ? 1 : 0;
                load[who]++;
            }
        }
        for (Shift shift : shifts) {
            Integer who = shift.getEmployee();
            boolean early = who != null && !shift.isNight() && shift.day() > 0;
            counts[1] += early && nightOf[shift.day() - 1] == who ? 1 : 0;
        }
        int fair = (shifts.size() + load.length - 1) / load.length;
        for (int shiftsOfOne : load) {
            counts[2] += Math.max(0, shiftsOfOne - fair);
        }
        for (int day = 0; day < days; day++) {
            boolean before = day > 0 && nightOf[day - 1] == nightOf[day];
            boolean after = day + 1 < days && nightOf[day + 1] == nightOf[day];
            counts[3] += before || after ? 0 : 1;
        }
        return counts;
    }
}
