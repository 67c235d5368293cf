package com.example.roster;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;

/** A shift of the planning problem: whose it is, Timefold decides. */
@PlanningEntity
public class Shift {
    @PlanningId
    private int id;

    private int day;
    private boolean night;

    @PlanningVariable
    private Integer employee;

    /** For Timefold, which clones. */
    public Shift() {}

    Shift(int day, boolean night) {
        this.id = 2 * day + (night ? 1 : 0);
        this.day = day;
        this.night = night;
    }

    int day() {
        return day;
    }

    boolean isNight() {
        return night;
    }

    /** Returns whose shift it is, or null. */
    public Integer getEmployee() {
        return employee;
    }

    /** Says whose it is. */
    public void setEmployee(Integer employee) {
        this.employee = employee;
    }
}
