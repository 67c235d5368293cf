package io.dither.people.tastes;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.NoiseKey;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import io.dither.plugin.PluginCatalogue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fitted latent classes of persons whose tastes differ within a class. {@code typical()} returns for each weight the mean of the
 * medians of the classes, weighted by their shares.
 *
 * @param commonFit the fit with the same weights for all persons; it has the model, settings, noise and epsilon of this fit
 * @param estimate the classes, with their errors
 * @param procedure the procedure of the estimation
 * @param likelihood the likelihood of the decisions
 * @param ending the end of the search
 */
public record FittedTasteClasses(
        Fitted commonFit,
        Estimate estimate,
        FittedTastes.Procedure procedure,
        PersonLikelihood likelihood,
        Ending ending)
        implements FittedPersons {
    /**
     * The estimated classes.
     *
     * @param classes the classes, in the order of the search and not of their shares
     * @param covariance the covariance of the parameters of the populations, class after class, then of the logits of the shares of all
     *     classes but the first; unknown entries are NaN; empty if all are unknown; read only
     * @param degreesOfFreedom the degrees of freedom of the errors
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    public record Estimate(List<LatentClass> classes, double[][] covariance, double degreesOfFreedom)
            implements Serializable {
        /** Requires at least two classes, and a covariance of all parameters, or none. */
        public Estimate {
            Arguments.atLeast("number of classes", classes.size(), 2);
            int size = parameters(classes);
            Arguments.require(
                    covariance.length == 0
                            || (covariance.length == size
                                    && Arrays.stream(covariance).allMatch(row -> row.length == size)),
                    "the covariance does not have " + size + " rows and columns, one per parameter of the classes",
                    "Maybe leave it empty if it is not known");
        }

        private static int parameters(List<LatentClass> classes) {
            return classes.size()
                    - 1
                    + classes.stream()
                            .mapToInt(oneClass -> oneClass.tastes().population().parameterCount())
                            .sum();
        }
    }

    /**
     * A class.
     *
     * @param share the share of persons in the class
     * @param tastes the distribution of the weights of its persons
     */
    public record LatentClass(Interval share, FittedTastes.Estimate tastes) implements Serializable {}

    private List<Population> populations() {
        return estimate.classes().stream()
                .map(oneClass -> oneClass.tastes().population())
                .toList();
    }

    private double[] shares() {
        return estimate.classes().stream()
                .mapToDouble(oneClass -> oneClass.share().value())
                .toArray();
    }

    /** {@return the tastes of the persons of each class, in the order of the classes; their likelihood and their ending are those of the whole fit} */
    public List<FittedTastes> classes() {
        return estimate.classes().stream()
                .map(oneClass -> new FittedTastes(commonFit, oneClass.tastes(), procedure, likelihood, ending))
                .toList();
    }

    private Delta delta() {
        return new Delta(estimates().x(), estimate.covariance(), estimate.degreesOfFreedom());
    }

    @Override
    public List<Weight> typical() {
        List<Population> shapes = populations(); // their parameters are replaced by x
        Delta delta = delta();
        List<Weight> typical = new ArrayList<>();
        for (String name : commonFit.model().names()) {
            int k = typical.size();
            Interval mean = delta.interval(x -> {
                double[] shares = TasteClassLikelihood.shares(shapes, x);
                return IntStream.range(0, shares.length)
                        .mapToDouble(c -> shares[c]
                                * shapes.get(c)
                                        .at(TasteClassLikelihood.parametersOf(shapes, x, c))
                                        .medianWeight(k))
                        .sum();
            });
            boolean isFixed = shapes.stream().allMatch(shape -> shape.fixed()[k]);
            WeightStatus statusWithoutError = isFixed ? WeightStatus.FIXED : ending.statusWithoutError();
            typical.add(Weight.of(name, mean, mean.standardError() > 0 ? WeightStatus.ESTIMATED : statusWithoutError));
        }
        return typical;
    }

    @Override
    public int numberOfClasses() {
        return estimate.classes().size();
    }

    @Override
    public int parameterCount() {
        return Estimate.parameters(estimate.classes());
    }

    /** {@inheritDoc} Returns the ratios of the medians of each class. */
    @Override
    public List<Weight> ratios(String denominator) {
        List<Weight> ratios = new ArrayList<>();
        List<FittedTastes> classes = classes();
        for (int c = 0; c < classes.size(); c++) {
            String ofClass = " of class " + (c + 1);
            for (Weight ratio : classes.get(c).ratios(denominator)) {
                ratios.add(new Weight(
                        ratio.name() + ofClass,
                        ratio.estimate(),
                        ratio.standardError(),
                        ratio.test(),
                        ratio.status(),
                        ratio.parts()));
            }
        }
        return ratios;
    }

    /** {@inheritDoc} Computes the mean and the covariance over the classes and within them. */
    @Override
    public PersonTastes individual(List<Observation> decisions, PluginCatalogue catalogue) {
        List<Individual.InClass> inClasses = classes().stream()
                .map(tastes -> Individual.inClass(tastes, decisions, catalogue))
                .toList();
        double[] posterior = shares(); // the shares become logarithms, then posterior probabilities
        Arrays.setAll(posterior, c -> Math.log(posterior[c]) + inClasses.get(c).logLikelihood());
        Vectors.softmax(posterior.clone(), 1, posterior);
        List<String> names = commonFit.model().names();
        int size = names.size();
        double[] mean = new double[size];
        double[][] covariance = new double[size][size];
        for (int c = 0; c < posterior.length; c++) {
            PersonTastes ofClass = inClasses.get(c).tastes();
            for (int k = 0; k < size; k++) {
                mean[k] += posterior[c] * ofClass.mean()[k];
                for (int l = 0; l < size; l++) {
                    covariance[k][l] +=
                            posterior[c] * (ofClass.covariance()[k][l] + ofClass.mean()[k] * ofClass.mean()[l]);
                }
            }
        }
        double[] deviations = new double[size];
        for (int k = 0; k < size; k++) {
            for (int l = 0; l < size; l++) {
                covariance[k][l] -= mean[k] * mean[l];
            }
            deviations[k] = Math.sqrt(Math.max(0, covariance[k][k]));
        }
        return new PersonTastes(names, mean, deviations, covariance, decisions.size(), posterior);
    }

    /**
     * {@inheritDoc} If {@code person} is not null, draws have the person's means and covariance; they are lognormal for weights that are lognormal in the
     * person's most probable class, and normal for the others. If it is null, the result has at least one draw per class, even if fewer weights are requested.
     */
    @Override
    public List<PossibleWeights> possible(Observation observation, @Nullable PersonTastes person, int most, long seed) {
        Arguments.between("most", most, 1, FittedTastes.MOST_POSSIBLE);
        if (person != null) {
            double[] membership = Arguments.length(
                    "the person's membership of classes",
                    person.membership(),
                    estimate.classes().size());
            return new DrawnTastes(populations().get(Vectors.descending(membership)[0]), seed).draws(person, most);
        }
        int perClass = Math.max(1, most / estimate.classes().size());
        return mixed(shares(), populations(), population -> new DrawnTastes(population, seed).draws(null, perClass));
    }

    @Override
    public Estimates estimates() {
        double[] shares = shares();
        double[] x = TasteClassLikelihood.joined(populations(), c -> shares[c]);
        double[][] covariance = estimate.covariance();
        boolean[] areUnknown = new boolean[x.length];
        for (int i = 0; i < covariance.length; i++) {
            areUnknown[i] = !(covariance[i][i] > 0);
        }
        return new Estimates(x, covariance, areUnknown, List.of()); // spreads near 0 count as unknown
    }

    @Override
    public boolean isDrawn() {
        return true;
    }

    @Override
    public List<PossibleWeights> possibleWeights(double[] x, NoiseKey key, int pairs) {
        List<Population> populations = populations();
        List<Population> populationsAtX = IntStream.range(0, populations.size())
                .mapToObj(c -> populations.get(c).at(TasteClassLikelihood.parametersOf(populations, x, c)))
                .toList();
        long seed = commonFit.settings().seed();
        return mixed(
                TasteClassLikelihood.shares(populations, x),
                populationsAtX,
                population -> new DrawnTastes(population, seed).mirroredPairs(key, pairs));
    }

    /** Returns the draws of all populations, each with its share. */
    private static List<PossibleWeights> mixed(
            double[] shares, List<Population> populations, Function<Population, List<PossibleWeights>> draws) {
        return IntStream.range(0, shares.length)
                .boxed()
                .flatMap(c -> draws.apply(populations.get(c)).stream()
                        .map(taste -> new PossibleWeights(shares[c] * taste.probability(), taste.weights())))
                .toList();
    }

    @Override
    public <T> T accept(Kinds<T> kinds) {
        return kinds.ofTasteClasses(this);
    }

    /** Returns the tables of the tastes of each class. */
    @Override
    public String toString() {
        return TasteTable.of(this);
    }
}
