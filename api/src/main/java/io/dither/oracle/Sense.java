package io.dither.oracle;

/**
 * Whether an oracle finds the largest or the smallest objective &lt;theta, y&gt; + h(y). Code for both takes the sign
 * from here.
 */
public enum Sense {
    /** theta is a score: the oracle maximises. */
    MAXIMIZE(1),
    /** theta is a cost: the oracle minimises. */
    MINIMIZE(-1);

    private final int sign;

    Sense(int sign) {
        this.sign = sign;
    }

    /** {@return +1 for a maximiser and -1 for a minimiser; the oracle maximises sign() * (&lt;theta, y&gt; + h(y))} */
    public int sign() {
        return sign;
    }

    /** {@return the other sense} */
    public Sense opposite() {
        return this == MAXIMIZE ? MINIMIZE : MAXIMIZE;
    }

    /**
     * Returns whether {@code value} is strictly better than {@code other} in this sense.
     *
     * @param value an objective value
     * @param other another objective value
     * @return whether it is better
     */
    public boolean isBetter(double value, double other) {
        return this == MAXIMIZE ? value > other : value < other;
    }
}
