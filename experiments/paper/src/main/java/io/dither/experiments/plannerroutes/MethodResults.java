package io.dither.experiments.plannerroutes;

import io.dither.learn.model.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/** The plans of a decision method for the test days, and how much they differ from the plans of the planners. */
final class MethodResults {
    private final String name;
    private final PlannerData data;
    private final List<Integer> days = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();

    MethodResults(String name, PlannerData data) {
        this.name = name;
        this.data = data;
    }

    void add(int day, Plan plan) {
        days.add(day);
        plans.add(plan);
    }

    String name() {
        return name;
    }

    /** Returns the numbers of the test days, in the order in which they were added. */
    List<Integer> days() {
        return days;
    }

    /** Returns the plan of the method for a day, by its index in {@link #days}. */
    Plan predicted(int index) {
        return plans.get(index);
    }

    /** Returns the plan of the planners for a day, by its index in {@link #days}. */
    Plan planned(int index) {
        return Plan.of(data.days().get(days.get(index)).arcs());
    }

    /** Returns a measure of the planned and the predicted plan of each day. */
    private double[] each(ToDoubleBiFunction<Plan, Plan> measure) {
        double[] measures = new double[plans.size()];
        for (int i = 0; i < measures.length; i++) {
            measures[i] = measure.applyAsDouble(planned(i), plans.get(i));
        }
        return measures;
    }

    /** Returns for each day the share of the planners' arcs that the method misses. */
    double[] missed() {
        return each(Plan::missedBy);
    }

    Interval meanMissed() {
        return Interval.ofMean(missed());
    }

    Interval meanMoved() {
        return Interval.ofMean(each(Plan::movedBy));
    }

    Interval meanKilometres() {
        return Interval.ofMean(each((planned, plan) -> data.kilometres(plan.arcs())));
    }

    /** Returns the number of days on which some tour of the method does not pass the depot. */
    long daysWithoutRoutes() {
        return plans.stream().filter(plan -> !plan.consistsOfRoutes()).count();
    }
}
