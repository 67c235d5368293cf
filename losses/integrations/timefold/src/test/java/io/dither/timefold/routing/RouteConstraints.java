package io.dither.timefold.routing;

import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;

/** What vehicles can carry, and what routes cost. */
public class RouteConstraints implements ConstraintProvider {
    @Override
    public Constraint[] defineConstraints(ConstraintFactory factory) {
        return new Constraint[] {
            factory.forEach(Vehicle.class)
                    .filter(vehicle -> vehicle.overload() > 0)
                    .penalizeLong(HardSoftLongScore.ONE_HARD, Vehicle::overload)
                    .asConstraint("capacity"),
            factory.forEach(Vehicle.class)
                    .penalizeLong(HardSoftLongScore.ONE_SOFT, Vehicle::minutes)
                    .asConstraint("minutes"),
            factory.forEach(Vehicle.class)
                    .penalizeLong(HardSoftLongScore.ONE_SOFT, Vehicle::minutesLate)
                    .asConstraint("minutes late"),
            factory.forEach(Vehicle.class)
                    .penalizeLong(HardSoftLongScore.ONE_SOFT, Vehicle::unevenness)
                    .asConstraint("uneven routes")
        };
    }
}
