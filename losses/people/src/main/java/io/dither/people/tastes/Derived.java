package io.dither.people.tastes;

import io.dither.learn.model.Weight;

/**
 * A number that follows from the population, such as a willingness to pay, with two 95 % intervals.
 *
 * @param number the name and the value, with Fieller's interval if it is a ratio of two nearly normal estimates, otherwise with the
 *     first-order interval (the delta method); with a note if there is no interval
 * @param low the lower end of the interval by draws of the parameters from their normal distribution, or Student's t (Krinsky and Robb
 *     1986); NaN if there is none
 * @param high the upper end of the interval by draws
 */
public record Derived(Weight number, double low, double high) {
    /** {@return its name} */
    public String name() {
        return number.name();
    }

    /** Returns the same number under another name. */
    Derived named(String name) {
        Weight renamed = new Weight(
                name, number.estimate(), number.standardError(), number.test(), number.status(), number.parts());
        return new Derived(renamed, low, high);
    }

    /** {@return the number} */
    public double value() {
        return number.estimate();
    }
}
