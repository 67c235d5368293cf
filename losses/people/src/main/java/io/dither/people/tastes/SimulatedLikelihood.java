package io.dither.people.tastes;

import io.dither.learn.Cluster;
import io.dither.people.internal.Counts;
import io.dither.people.internal.PersonPoint;
import java.util.List;

/** Minus the mean over persons of the log of the simulated probability of their decisions, with its gradient. */
final class SimulatedLikelihood implements SimulatedObjective {
    private final Cluster.DistributedPersons<PersonDraws> persons;
    private final Counts counts;
    /** The population; its parameters are not used. */
    private final Population shape;

    private Drawing drawing;
    private int evaluations;

    /** Evaluates persons with their counts; there are no draws before {@link #draw}. */
    SimulatedLikelihood(Cluster.DistributedPersons<PersonDraws> persons, Counts counts, Population shape) {
        this.persons = persons;
        this.counts = counts;
        this.shape = shape;
        drawing = Drawing.of(shape.parameters(), new int[counts.each().length]);
    }

    @Override
    public void draw(Drawing newDrawing) {
        drawing = newDrawing;
    }

    @Override
    public int evaluations() {
        return evaluations;
    }

    @Override
    public PersonPoint at(double[] x) {
        evaluations++;
        Drawing drawn = drawing; // a local copy, so that this object is not sent to other machines
        Population population = shape.at(x);
        return PersonPoint.of(x, counts, persons.answers((draws, p) -> draws.logAndGradient(drawn, population, p)));
    }

    /** Returns the log likelihood if all persons have the same weights, which are in standardised units. */
    double commonLogLikelihood(double[] weights) {
        List<Double> logs = persons.answers((draws, p) -> draws.logLikelihood(weights, p));
        double sum = 0;
        for (int p = 0; p < logs.size(); p++) {
            sum += counts.each()[p] * logs.get(p);
        }
        return sum;
    }
}
