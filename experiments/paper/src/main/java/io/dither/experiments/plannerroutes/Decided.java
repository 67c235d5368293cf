package io.dither.experiments.plannerroutes;

import io.dither.learn.model.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/** The results of a decision method on the test days. */
final class Decided {
    private final String name;
    private final PlannerData data;
    private final List<Integer> days = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();

    Decided(String name, PlannerData data) {
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

    List<Integer> days() {
        return days;
    }

    Plan plan(int index) {
        return plans.get(index);
    }

    Plan planned(int index) {
        return Plan.of(data.days().get(days.get(index)).arcs());
    }

    private double[] each(ToDoubleBiFunction<Plan, Plan> measure) {
        double[] all = new double[plans.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = measure.applyAsDouble(planned(i), plans.get(i));
        }
        return all;
    }

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

    long withoutDepot() {
        return plans.stream().filter(plan -> !plan.areRoutes()).count();
    }
}
