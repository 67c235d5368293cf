package io.dither.jgrapht.graph;

import java.util.Locale;

/**
 * The kinds of turns, by the angle in degrees from the direction of the incoming edge to the direction of the outgoing
 * edge; counterclockwise angles are positive. In right-hand traffic, a left turn crosses the oncoming traffic.
 */
public enum TurnKind {
    /** Above 30 and below 160 degrees. */
    LEFT,
    /** Below -30 and above -160 degrees. */
    RIGHT,
    /** Between -30 and 30 degrees, or if one of the two edges has length 0. */
    STRAIGHT,
    /** At least 160 degrees, to either side. */
    U_TURN;

    /** The largest angle of a straight turn, in degrees. */
    private static final double MAX_STRAIGHT = 30;

    /** The smallest angle of a U-turn, in degrees. */
    private static final double MIN_U_TURN = 160;

    /**
     * Returns the kind of the turn between two edges, each given as the vector from its tail to its head. All
     * components must be finite.
     *
     * @param inX the eastward component of the incoming edge
     * @param inY the northward component of the incoming edge, in the same unit
     * @param outX the eastward component of the outgoing edge
     * @param outY the northward component of the outgoing edge
     * @return the kind
     */
    public static TurnKind between(double inX, double inY, double outX, double outY) {
        // + 0.0 replaces -0.0 by 0.0: the angle must be 0, not 180 degrees, if an edge has length 0
        double angle = Math.toDegrees(Math.atan2(inX * outY - inY * outX, inX * outX + inY * outY + 0.0));
        if (Math.abs(angle) <= MAX_STRAIGHT) {
            return STRAIGHT;
        }
        if (Math.abs(angle) >= MIN_U_TURN) {
            return U_TURN;
        }
        return angle > 0 ? LEFT : RIGHT;
    }

    /** Returns the name in lower case, as in the text form: {@code left} or {@code u-turn}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
