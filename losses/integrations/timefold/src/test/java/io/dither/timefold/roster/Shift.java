package io.dither.timefold.roster;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;

/** A shift that someone takes. */
@PlanningEntity
public class Shift {
    @PlanningId
    private String id;

    private int day;
    private boolean night;

    @PlanningVariable
    private Employee employee;

    public Shift() {}

    Shift(int day, boolean night) {
        id = day + (night ? " night" : " early");
        this.day = day;
        this.night = night;
    }

    public int getDay() {
        return day;
    }

    public boolean isNight() {
        return night;
    }

    public Employee getEmployee() {
        return employee;
    }

    public void setEmployee(Employee employee) {
        this.employee = employee;
    }
}
