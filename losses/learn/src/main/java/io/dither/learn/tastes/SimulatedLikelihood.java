package io.dither.learn.tastes;

import io.dither.learn.Cluster;
import io.dither.learn.internal.persons.PersonPoint;
import io.dither.optim.Objective;
import java.util.List;

/** Minus the mean over persons of the logarithm of the simulated probability of their decisions, with its gradient. */
final class SimulatedLikelihood implements Objective<PersonPoint> {
    private final Cluster.Asked<PersonDraws> persons;
    private final double[] weights;
    private final Population shape;
    private Drawing drawing;

    /** Asks persons of some weights; draws are those of {@link #draw}. */
    SimulatedLikelihood(Cluster.Asked<PersonDraws> persons, double[] weights, Population shape) {
        this.persons = persons;
        this.weights = weights;
        this.shape = shape;
        drawing = Drawing.of(shape.parameters(), new int[weights.length]);
    }

    /** Chooses which draws the likelihood is simulated by. */
    void draw(Drawing other) {
        drawing = other;
    }

    @Override
    public PersonPoint at(double[] x) {
        Drawing drawn = drawing; // this does not travel
        Population population = shape.at(x);
        return PersonPoint.of(x, weights, persons.all((part, p) -> part.scored(drawn, population, p)));
    }

    /** Returns the logarithm of the likelihood if all have the same weights, in standardised units. */
    double ofOne(double[] same) {
        List<Double> logs = persons.all((part, p) -> part.withWeights(same, p));
        double sum = 0;
        for (int p = 0; p < weights.length; p++) {
            sum += weights[p] * logs.get(p);
        }
        return sum;
    }
}
