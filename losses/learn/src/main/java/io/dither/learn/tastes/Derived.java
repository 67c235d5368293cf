package io.dither.learn.tastes;

import io.dither.learn.model.Interval;

/**
 * A number that follows from the population, such as a willingness to pay, with two 95 % intervals.
 *
 * @param name what it is
 * @param delta the number with its standard error to first order (the delta method)
 * @param low the lower end of the interval by draws of the parameters from their normal law (Krinsky and Robb 1986)
 * @param high the upper end of it
 */
public record Derived(String name, Interval delta, double low, double high) {
    /** {@return the number} */
    public double value() {
        return delta.value();
    }
}
