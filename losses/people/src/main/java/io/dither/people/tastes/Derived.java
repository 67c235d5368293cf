package io.dither.people.tastes;

import io.dither.learn.model.Weight;

/**
 * A number that follows from the population, such as a willingness to pay, with two 95 % intervals.
 *
 * @param number its name and value, with the interval of Fieller if it is a ratio of two estimates that are about normal, otherwise that
 *     to first order (the delta method); a note if there is none
 * @param low the lower end of the interval by draws of the parameters from their normal law, or Student's t (Krinsky and Robb 1986);
 *     NaN if there is none
 * @param high the upper end of it
 */
public record Derived(Weight number, double low, double high) {
    /** {@return its name} */
    public String name() {
        return number.name();
    }

    /** {@return the number} */
    public double value() {
        return number.estimate();
    }
}
