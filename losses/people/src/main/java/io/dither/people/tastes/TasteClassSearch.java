package io.dither.people.tastes;

import io.dither.learn.Cluster;
import io.dither.learn.internal.search.FitErrors;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.people.internal.Counts;
import io.dither.people.internal.Person;
import io.dither.people.internal.PersonDescent;
import io.dither.people.internal.PersonPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Searches for classes of persons whose tastes differ within a class: with few draws from each of one or several starts, then by a {@link MaximumSearch}
 * from the best point at which these searches end.
 *
 * @param likelihood the likelihood to maximise
 * @param persons the persons
 * @param shapes the population of each class; its parameters are not used
 * @param commonFit the fit with the same weights for all persons
 * @param firstDraws the initial number of draws per person and class
 * @param listener receives the progress of each descent
 */
record TasteClassSearch(
        TasteClassLikelihood likelihood,
        List<Person> persons,
        List<Population> shapes,
        Fitted commonFit,
        int firstDraws,
        Consumer<Fitted.Progress> listener) {
    /** The number of draws with which starts are compared. */
    private static final int DRAWS_OF_STARTS = 64;

    /** The number of times that a start is improved, each time with draws around the tastes that were found before. */
    private static final int ROUNDS_OF_STARTS = 2;

    /** Each search with few draws ends if all slopes are below this, in their standard errors. */
    private static final double LOOSE_TOLERANCE = 0.2;

    /**
     * Fits the classes. The search starts at the classes without spreads. If weights are fixed in a class, any of the classes without spreads may be the start
     * of this class: then there is one start for each rotation of the classes without spreads.
     *
     * @param withoutSpreads the classes whose persons have the same weights
     * @param laws the laws of tastes
     * @param persons the persons
     * @param draws creates the draws of the persons of a class; this method closes them
     * @param firstDraws the initial number of draws per person and class
     * @param listener receives the progress of each descent
     */
    static FittedTasteClasses fit(
            FittedClasses withoutSpreads,
            TasteLaws laws,
            List<Person> persons,
            Function<Population, Cluster.DistributedPersons<PersonDraws>> draws,
            int firstDraws,
            Consumer<Fitted.Progress> listener) {
        Fitted commonFit = withoutSpreads.commonFit();
        List<FittedClasses.LatentClass> rotated = new ArrayList<>(withoutSpreads.classes());
        List<double[]> starts = new ArrayList<>();
        List<Population> shapes = new ArrayList<>();
        for (int rotation = 0; rotation < (laws.fixedInClass().isEmpty() ? 1 : rotated.size()); rotation++) {
            shapes.clear(); // those of the last rotation remain: only their parameters differ from the other rotations
            for (FittedClasses.LatentClass ofClass : rotated) {
                shapes.add(laws.startOfClass(commonFit, ofClass.estimates(), 1 + shapes.size()));
            }
            starts.add(TasteClassLikelihood.joined(
                    shapes, c -> rotated.get(c).share().value()));
            Collections.rotate(rotated, 1);
        }
        List<Cluster.DistributedPersons<PersonDraws>> opened = new ArrayList<>();
        try {
            shapes.forEach(shape -> opened.add(draws.apply(shape)));
            Counts counts = Counts.of(persons, commonFit.settings().weighting());
            TasteClassLikelihood likelihood = new TasteClassLikelihood(opened, counts, shapes);
            return new TasteClassSearch(likelihood, persons, shapes, commonFit, firstDraws, listener)
                    .search(starts, withoutSpreads.commonLogLikelihood());
        } finally {
            opened.forEach(Cluster.DistributedPersons::close);
        }
    }

    private FittedTasteClasses search(List<double[]> starts, double commonLogLikelihood) {
        int[] draws = new int[persons.size()];
        Arrays.fill(draws, Math.min(firstDraws, DRAWS_OF_STARTS));
        List<PersonPoint> ends = starts.stream()
                .map(start -> improved(start, draws))
                .filter(end -> Double.isFinite(end.value()))
                .toList();
        double[] best = ends.isEmpty()
                ? starts.get(0)
                : Collections.min(ends, Comparator.comparing(PersonPoint::value))
                        .x();
        MaximumSearch search = new MaximumSearch(
                likelihood,
                this::weakSpreads,
                persons.size(),
                firstDraws,
                commonFit.settings().iterations(),
                listener);
        return fitted(search.from(best), commonLogLikelihood);
    }

    private NearZero nearZero(int c) {
        return new NearZero(
                likelihood,
                shapes.get(c),
                TasteClassLikelihood.firstParameter(shapes, c),
                commonFit.settings().iterations());
    }

    /** Returns the spreads near 0 of all classes. */
    private List<NearZero.Weak> weakSpreads(PersonPoint point) {
        return IntStream.range(0, shapes.size())
                .boxed()
                .flatMap(c -> nearZero(c).weakSpreads(point).stream())
                .toList();
    }

    /** Searches from a start, with this number of draws of each person. */
    private PersonPoint improved(double[] start, int[] draws) {
        likelihood.draw(Drawing.of(start, draws));
        PersonPoint point = likelihood.at(start);
        for (int round = 0; round < ROUNDS_OF_STARTS && Double.isFinite(point.value()); round++) {
            likelihood.draw(Drawing.of(point.x(), draws));
            point = new PersonDescent(
                            likelihood,
                            likelihood.at(point.x()),
                            commonFit.settings().iterations())
                    .until(LOOSE_TOLERANCE);
            listener.accept(new Fitted.Progress( // without epsilon, gap and validation loss
                    likelihood.evaluations(), point.value(), point.largestSlope(), Double.NaN, 0, Double.NaN));
        }
        return point;
    }

    private FittedTasteClasses fitted(MaximumSearch.Maximum maximum, double commonLogLikelihood) {
        PersonPoint point = maximum.point();
        boolean isConverged = maximum.isConverged();
        List<String> names = names();
        double[] scales = forParameters(point.x(), population -> population.scales(commonFit.epsilon()));
        List<String> diverging = TasteSearchResult.diverging(point.x(), names, scales);
        FitErrors fitErrors = point.fitErrors(
                likelihood,
                persons,
                commonFit.settings(),
                maximum.free(),
                persons.size(), // all persons identify each parameter
                isConverged && diverging.isEmpty());
        double[][] covariance = TasteSearchResult.covariance(fitErrors, point.x().length);
        // intervals need the likelihood of all parameters and no population, so that nearZero(0) serves all classes
        List<NearZero.Weak> weak = covariance.length == 0
                ? maximum.weak()
                : LikelihoodSearch.withIntervals(nearZero(0), maximum.weak(), point, covariance);
        Delta delta = new Delta(point.x(), covariance, TasteSearchResult.degreesOfFreedom(fitErrors));
        List<FittedTasteClasses.LatentClass> classes = new ArrayList<>();
        List<String> namesNearZero = new ArrayList<>();
        for (int c = 0; c < shapes.size(); c++) {
            List<NearZero.Weak> weakOfClass = weakOfClass(weak, c);
            classes.add(latentClass(delta, maximum.simulation().ofParameters(), weakOfClass, c));
            for (NearZero.Weak spread : weakOfClass) {
                if (!spread.isDistinct()) {
                    namesNearZero.add(spread.name(shapes.get(c)) + " of class " + (c + 1));
                }
            }
        }
        double[] rawFactors = forParameters(point.x(), population -> population.rawScales(commonFit.model()));
        String message = maximum.message(
                TasteSearchResult.withNearZero(namesNearZero, TasteSearchResult.message(fitErrors, names)));
        return new FittedTasteClasses(
                commonFit,
                new FittedTasteClasses.Estimate(
                        classes, TasteSearchResult.scaled(covariance, rawFactors), delta.degreesOfFreedom()),
                new FittedTastes.Procedure(FittedTastes.Method.LIKELIHOOD, maximum.draws(), List.of()),
                new PersonLikelihood(
                        maximum.logLikelihood(),
                        commonLogLikelihood,
                        persons.size(),
                        point.counts().total()),
                Ending.of(
                        likelihood.evaluations(),
                        isConverged,
                        diverging.isEmpty()
                                ? ""
                                : TasteSearchResult.divergence(diverging, "Maybe fit fewer classes, or fix a weight"),
                        isConverged
                                ? message
                                : "the search of the likelihood did not end at a maximum. Maybe allow more iterations, or fewer classes"));
    }

    /** Returns the names of the parameters. */
    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (int c = 1; c <= shapes.size(); c++) {
            for (String name : shapes.get(c - 1).parameterNames()) {
                names.add(name + " of class " + c);
            }
        }
        IntStream.rangeClosed(2, shapes.size()).forEach(c -> names.add("share of class " + c));
        return names;
    }

    /** Returns the spreads near 0 of a class, with indices among the parameters of the class. */
    private List<NearZero.Weak> weakOfClass(List<NearZero.Weak> weak, int c) {
        int from = TasteClassLikelihood.firstParameter(shapes, c);
        int to = TasteClassLikelihood.firstParameter(shapes, c + 1);
        return weak.stream()
                .filter(spread -> spread.parameters()[0] >= from && spread.parameters()[0] < to)
                .map(spread -> spread.indexedFrom(from))
                .toList();
    }

    /** Returns a class in raw units; {@code simulation} has the simulation error of each parameter of all classes. */
    private FittedTasteClasses.LatentClass latentClass(
            Delta delta, double[] simulation, List<NearZero.Weak> weak, int c) {
        int from = TasteClassLikelihood.firstParameter(shapes, c);
        int to = TasteClassLikelihood.firstParameter(shapes, c + 1);
        double[][] covariance = Stream.of(delta.covariance())
                .skip(from)
                .limit(to - from)
                .map(row -> Arrays.copyOfRange(row, from, to))
                .toArray(double[][]::new);
        Interval share = delta.interval(x -> TasteClassLikelihood.shares(shapes, x)[c]);
        TasteSearchResult.Parameters parameters = new TasteSearchResult.Parameters(
                TasteClassLikelihood.parametersOf(shapes, delta.x(), c),
                covariance,
                delta.degreesOfFreedom(),
                Arrays.copyOfRange(simulation, from, to),
                weak);
        return new FittedTasteClasses.LatentClass(share, parameters.raw(commonFit, shapes.get(c)));
    }

    /** Returns the factors of the parameters of each class, computed from its population; then 1 for each logit. */
    private double[] forParameters(double[] x, Function<Population, double[]> factorsOfClass) {
        double[] factors = new double[x.length];
        Arrays.fill(factors, 1);
        for (int c = 0; c < shapes.size(); c++) {
            double[] ofClass = factorsOfClass.apply(shapes.get(c).at(TasteClassLikelihood.parametersOf(shapes, x, c)));
            System.arraycopy(ofClass, 0, factors, TasteClassLikelihood.firstParameter(shapes, c), ofClass.length);
        }
        return factors;
    }
}
