package io.dither.timefold;

import ai.timefold.solver.core.api.domain.solution.ConstraintWeightOverrides;
import ai.timefold.solver.core.api.score.Score;
import io.dither.error.InvalidArgumentException;
import java.lang.reflect.Field;

/**
 * The field of a planning solution that holds weights of constraints. They replace the weights in the constraint
 * provider.
 *
 * @param field the field
 * @param <C> the type of the score
 */
record OverridesField<C extends Score<C>>(Field field) {
    /** Finds the first field of the type {@link ConstraintWeightOverrides} in a class or its superclasses. */
    static <C extends Score<C>> OverridesField<C> of(Class<?> solution) {
        for (Class<?> type = solution; type != null; type = type.getSuperclass()) {
            for (Field declared : type.getDeclaredFields()) {
                if (declared.getType() == ConstraintWeightOverrides.class) {
                    declared.setAccessible(true);
                    return new OverridesField<>(declared);
                }
            }
        }
        throw new InvalidArgumentException(
                solution.getSimpleName() + " has no field for weights",
                "Maybe add: private ConstraintWeightOverrides<HardSoftScore> weights = ConstraintWeightOverrides.none()");
    }

    @SuppressWarnings("unchecked") // Timefold checked the type of the score
    ConstraintWeightOverrides<C> get(Object solution) {
        try {
            ConstraintWeightOverrides<C> overrides = (ConstraintWeightOverrides<C>) field.get(solution);
            return overrides == null ? ConstraintWeightOverrides.none() : overrides;
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void set(Object solution, ConstraintWeightOverrides<C> weights) {
        try {
            field.set(solution, weights);
        } catch (IllegalAccessException refused) {
            throw new InvalidArgumentException(field + " cannot be set", "Maybe it is final");
        }
    }
}
