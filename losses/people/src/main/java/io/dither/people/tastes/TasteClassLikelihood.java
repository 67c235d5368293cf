package io.dither.people.tastes;

import io.dither.internal.algebra.Vectors;
import io.dither.learn.Cluster;
import io.dither.people.internal.Counts;
import io.dither.people.internal.PersonPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The simulated likelihood of persons in classes whose tastes differ within a class. The parameters are the parameters of the population of each class, class
 * after class, then the logits of the shares of all classes but the first.
 */
final class TasteClassLikelihood implements SimulatedObjective {
    /** The persons with the draws of each class. */
    private final List<Cluster.DistributedPersons<PersonDraws>> draws;

    private final Counts counts;
    /** The population of each class; its parameters are not used. */
    private final List<Population> shapes;

    private List<Drawing> drawings = List.of();
    private int evaluations;

    TasteClassLikelihood(List<Cluster.DistributedPersons<PersonDraws>> draws, Counts counts, List<Population> shapes) {
        this.draws = draws;
        this.counts = counts;
        this.shapes = shapes;
    }

    /** Returns the index of the first parameter of a class; if c is the number of classes, the index of the first logit. */
    static int firstParameter(List<Population> shapes, int c) {
        return shapes.subList(0, c).stream()
                .mapToInt(Population::parameterCount)
                .sum();
    }

    /** Returns the parameters of a class. */
    static double[] parametersOf(List<Population> shapes, double[] x, int c) {
        return Arrays.copyOfRange(x, firstParameter(shapes, c), firstParameter(shapes, c + 1));
    }

    /** Returns the parameters of classes with these populations and shares. */
    static double[] joined(List<Population> populations, IntToDoubleFunction shares) {
        int classes = populations.size();
        double[] x = new double[firstParameter(populations, classes) + classes - 1];
        for (int c = 0; c < classes; c++) {
            double[] ofClass = populations.get(c).parameters();
            System.arraycopy(ofClass, 0, x, firstParameter(populations, c), ofClass.length);
            if (c > 0) {
                // the last classes - 1 parameters are the logits of the classes 1, 2, ...
                x[x.length - classes + c] = Math.log(shares.applyAsDouble(c) / shares.applyAsDouble(0));
            }
        }
        return x;
    }

    /** Returns the shares of the classes. */
    static double[] shares(List<Population> shapes, double[] x) {
        double[] shares = new double[shapes.size()];
        System.arraycopy(x, firstParameter(shapes, shares.length), shares, 1, shares.length - 1);
        Vectors.softmax(shares, 1, shares);
        return shares;
    }

    @Override
    public void draw(Drawing drawing) {
        drawings = IntStream.range(0, shapes.size())
                .mapToObj(c -> drawing.restricted(parameters -> parametersOf(shapes, parameters, c)))
                .toList();
    }

    @Override
    public int evaluations() {
        return evaluations;
    }

    @Override
    public PersonPoint at(double[] x) {
        evaluations++;
        int classes = shapes.size();
        // for each class and person, the log likelihood and then its slopes
        List<List<double[]>> logsAndSlopes = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            Drawing drawing = drawings.get(c); // local copies, so that this object is not sent to other machines
            Population population = shapes.get(c).at(parametersOf(shapes, x, c));
            logsAndSlopes.add(draws.get(c).answers((drawn, p) -> drawn.logAndGradient(drawing, population, p)));
        }
        double[] shares = shares(shapes, x);
        int logits = firstParameter(shapes, classes);
        int[] firsts =
                IntStream.range(0, classes).map(c -> firstParameter(shapes, c)).toArray();
        List<double[]> ofPersons = new ArrayList<>();
        for (int p = 0; p < counts.each().length; p++) {
            double[] ofPerson = new double[1 + x.length]; // the log likelihood, then its slopes
            double[] posterior = new double[classes];
            for (int c = 0; c < classes; c++) {
                posterior[c] = Math.log(shares[c]) + logsAndSlopes.get(c).get(p)[0];
            }
            ofPerson[0] = Vectors.softmax(posterior, 1, posterior); // the logarithm of the sum over classes
            for (int c = 0; c < classes; c++) {
                double[] ofClass = logsAndSlopes.get(c).get(p);
                for (int i = 1; i < ofClass.length; i++) {
                    ofPerson[firsts[c] + i] = posterior[c] * ofClass[i];
                }
                if (c > 0) { // its logit is x[logits + c - 1]
                    ofPerson[logits + c] = posterior[c] - shares[c];
                }
            }
            ofPersons.add(ofPerson);
        }
        return PersonPoint.of(x, counts, ofPersons);
    }
}
