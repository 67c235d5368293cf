package io.dither.timefold.routing;

import ai.timefold.solver.core.api.domain.lookup.PlanningId;

/** A customer at a place, who wants something by a time. */
public class Visit {
    @PlanningId
    private int id;

    private int x;
    private int y;
    private int demand;
    private int due;

    public Visit() {}

    Visit(int id, int x, int y, int demand, int due) {
        this.id = id;
        this.x = x;
        this.y = y;
        this.demand = demand;
        this.due = due;
    }

    int getDemand() {
        return demand;
    }

    int getDue() {
        return due;
    }

    /** Returns the minutes from a visit, or from the depot at 0, 0. */
    int from(Visit other) {
        return (int) Math.round(Math.hypot(x - (other == null ? 0 : other.x), y - (other == null ? 0 : other.y)));
    }

    int toDepot() {
        return (int) Math.round(Math.hypot(x, y));
    }
}
