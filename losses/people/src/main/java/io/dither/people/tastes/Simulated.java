package io.dither.people.tastes;

import io.dither.optim.Objective;
import io.dither.people.internal.PersonPoint;

/** Minus the mean log likelihood of persons, simulated by draws of their tastes. */
interface Simulated extends Objective<PersonPoint> {
    /** Chooses the draws of the simulation. */
    void draw(Drawing drawing);

    /** Returns the number of passes over all persons with gradients. */
    int evaluations();
}
