package io.dither.timefold.routing;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.variable.PlanningListVariable;
import java.util.ArrayList;
import java.util.List;

/** A vehicle and the visits that it makes, in their order. */
@PlanningEntity
public class Vehicle {
    static final int CAPACITY = 14;

    @PlanningId
    private int id;

    @PlanningListVariable
    private List<Visit> visits = new ArrayList<>();

    public Vehicle() {}

    Vehicle(int id) {
        this.id = id;
    }

    public List<Visit> getVisits() {
        return visits;
    }

    int overload() {
        return Math.max(0, visits.stream().mapToInt(Visit::getDemand).sum() - CAPACITY);
    }

    int minutes() {
        int sum = 0;
        Visit last = null;
        for (Visit one : visits) {
            sum += one.from(last);
            last = one;
        }
        return last == null ? 0 : sum + last.toDepot();
    }

    /** Squares add up to more where one route is long and another short. */
    int unevenness() {
        return minutes() * minutes() / 100;
    }

    int minutesLate() {
        int now = 0;
        int late = 0;
        Visit last = null;
        for (Visit one : visits) {
            now += one.from(last);
            late += Math.max(0, now - one.getDue());
            last = one;
        }
        return late;
    }
}
