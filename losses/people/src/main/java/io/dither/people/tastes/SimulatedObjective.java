package io.dither.people.tastes;

import io.dither.optim.Objective;
import io.dither.people.internal.PersonPoint;

/** Minus the mean log likelihood of persons, simulated by draws of their tastes. Call {@link #draw} before {@link #at}. */
interface SimulatedObjective extends Objective<PersonPoint> {
    /** Chooses the draws of all later evaluations. */
    void draw(Drawing drawing);

    /** Returns the number of passes over all persons with gradients. */
    int evaluations();
}
