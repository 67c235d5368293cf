package io.dither.timefold.roster;

import ai.timefold.solver.core.api.score.buildin.hardsoft.HardSoftScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintCollectors;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.Joiners;

/** What must not be, and what should not be. */
public class RosterConstraints implements ConstraintProvider {
    @Override
    public Constraint[] defineConstraints(ConstraintFactory factory) {
        return new Constraint[] {
            factory.forEachUniquePair(Shift.class, Joiners.equal(Shift::getDay), Joiners.equal(Shift::getEmployee))
                    .penalize(HardSoftScore.ONE_HARD)
                    .asConstraint("one shift a day"),
            factory.forEach(Shift.class)
                    .filter(shift -> shift.getEmployee().asked().contains(shift.getDay()))
                    .penalize(HardSoftScore.ofSoft(10))
                    .asConstraint("asked off"),
            factory.forEach(Shift.class)
                    .filter(Shift::isNight)
                    .join(
                            Shift.class,
                            Joiners.equal(Shift::getEmployee),
                            Joiners.equal(shift -> shift.getDay() + 1, Shift::getDay))
                    .filter((night, next) -> !next.isNight())
                    .penalize(HardSoftScore.ONE_SOFT)
                    .asConstraint("short rest"),
            factory.forEach(Shift.class)
                    .groupBy(Shift::getEmployee, ConstraintCollectors.count())
                    .penalize(HardSoftScore.ONE_SOFT, (employee, shifts) -> shifts * shifts)
                    .asConstraint("uneven load"),
            factory.forEach(Shift.class)
                    .filter(shift -> shift.isNight() && shift.getEmployee().isNurse())
                    .reward(HardSoftScore.ONE_SOFT)
                    .asConstraint("nurse at night")
        };
    }
}
