package io.dither.people.tastes;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.NoiseKey;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.Weight;
import io.dither.people.internal.Likelihood;
import io.dither.people.internal.LikelihoodRecipe;
import io.dither.people.internal.Person;
import io.dither.plugin.PluginCatalogue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fitted latent classes of persons.
 *
 * @param commonFit the fit with a single class; it has the model, settings, noise and epsilon of this fit
 * @param estimate the classes, with their errors
 * @param search the starts of the search
 * @param likelihood the likelihood of all decisions; its standard error is 0, because nothing is simulated
 * @param ending the end of the last search, which starts at the best end of the other searches
 */
public record FittedClasses(
        Fitted commonFit, Estimate estimate, Search search, PersonLikelihood likelihood, Ending ending)
        implements FittedPersons {
    /** Requires classes with the weights of the model. */
    public FittedClasses {
        int size = commonFit.model().names().size();
        Arguments.require(
                estimate.typical().size() == size,
                "classes have " + estimate.typical().size() + " weights, but the model has " + size,
                "Maybe they belong to another model");
    }

    /**
     * The estimated classes.
     *
     * @param classes the classes, the largest first
     * @param typical the means of the weights over classes
     * @param wrongSign for each weight, the share of persons whose weight has the opposite sign of the mean
     * @param covariance the covariance of the weights in raw units, class after class; unknown entries are NaN; empty if all are unknown;
     *     read only
     * @param degreesOfFreedom the degrees of freedom of the errors
     * @param parameters the number of estimated parameters
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    public record Estimate(
            List<LatentClass> classes,
            List<Weight> typical,
            List<Interval> wrongSign,
            double[][] covariance,
            double degreesOfFreedom,
            int parameters)
            implements Serializable {
        /** Requires equal numbers of weights and of covariates in all classes, and a covariance of all weights, or none. */
        public Estimate {
            Arguments.atLeast("number of classes", classes.size(), 1);
            int size = typical.size();
            int width = classes.get(0).membership().size();
            Arguments.require(
                    width > 0
                            && wrongSign.size() == size
                            && classes.stream()
                                    .allMatch(oneClass -> oneClass.weights().size() == size
                                            && oneClass.membership().size() == width),
                    "classes, signs and means are not of " + size + " weights each",
                    "Maybe they belong to another model");
            int weights = covariance.length == 0 ? 0 : classes.size() * size;
            Arguments.require(
                    covariance.length == weights && Arrays.stream(covariance).allMatch(row -> row.length == weights),
                    "the covariance does not have " + weights + " rows and columns, one per weight of a class",
                    "Maybe leave it empty if it is not known");
        }
    }

    /**
     * The starts of a search for classes.
     *
     * @param startsAtMaximum the number of starts that ended at this maximum
     * @param starts the number of all starts
     * @param candidates all numbers of classes that were compared, if the number was chosen by {@link #bic}
     */
    public record Search(int startsAtMaximum, int starts, List<Candidate> candidates) implements Serializable {}

    /**
     * A class.
     *
     * @param share the share of persons in the class
     * @param weights the weights of the class, in raw units
     * @param membership the logit of membership relative to the first class: a constant, then the slopes of covariates; zeros for the first
     *     class
     */
    public record LatentClass(Interval share, List<Weight> weights, List<Weight> membership) implements Serializable {
        double[] estimates() {
            return weights.stream().mapToDouble(Weight::estimate).toArray();
        }
    }

    /**
     * A number of classes that was fitted, with its criteria.
     *
     * @param classes the number of classes, possibly 1
     * @param logLikelihood the log likelihood of all decisions
     * @param bic the Bayesian information criterion; lower is better
     */
    public record Candidate(int classes, double logLikelihood, double bic) implements Serializable {}

    /** {@return the classes, the largest first} */
    public List<LatentClass> classes() {
        return estimate.classes();
    }

    /** {@return for each weight, the share of persons whose weight has the opposite sign of the mean} */
    public List<Interval> wrongSign() {
        return estimate.wrongSign();
    }

    @Override
    public List<Weight> typical() {
        return estimate.typical();
    }

    @Override
    public int numberOfClasses() {
        return classes().size();
    }

    @Override
    public int parameterCount() {
        return estimate.parameters();
    }

    /** {@return the names of the covariates of membership} */
    public List<String> covariates() {
        return classes().get(0).membership().stream().skip(1).map(Weight::name).toList();
    }

    /** Returns the shares of the classes among persons with the covariates of an example. */
    private double[] shares(Observation observation) {
        int size = covariates().size();
        if (size == 0) {
            return classes().stream()
                    .mapToDouble(oneClass -> oneClass.share().value())
                    .toArray();
        }
        double[] covariates = observation.covariates();
        Arguments.require(
                covariates.length == size,
                "example '" + observation.id() + "' has " + covariates.length
                        + " covariates, but membership of classes depends on " + covariates(),
                "Maybe set them by Observation.withCovariates");
        double[] logits = new double[classes().size()];
        for (int c = 0; c < logits.length; c++) {
            List<Weight> logit = classes().get(c).membership();
            logits[c] = logit.get(0).estimate();
            for (int k = 0; k < size; k++) {
                logits[c] += logit.get(1 + k).estimate() * covariates[k];
            }
        }
        double[] shares = new double[logits.length];
        Vectors.softmax(logits, 1, shares);
        return shares;
    }

    /**
     * Returns the posterior probabilities of the classes of one person. A class with costs that the oracle or the loss cannot take has the
     * probability 0; if there is no other class, the probabilities are those without decisions.
     *
     * @param decisions the decisions of one person, at least one
     * @param catalogue the plugins, which contain the loss and the noise of the fit
     * @return the probability of each class given the decisions; the caller owns it
     */
    public double[] membership(List<Observation> decisions, PluginCatalogue catalogue) {
        Arguments.atLeast("decisions", decisions.size(), 1);
        CostModel model = commonFit.model();
        double[] shares = shares(decisions.get(0));
        try (Likelihood likelihood =
                LikelihoodRecipe.of(commonFit, decisions, catalogue).of(List.of(Person.only(decisions)), catalogue)) {
            double[] logs = new double[shares.length];
            Arrays.setAll(logs, c -> {
                double[] weights =
                        Standardisable.of(model).standardised(classes().get(c).estimates());
                double log = likelihood.logLikelihood(0, weights, new double[weights.length]);
                return Double.isNaN(log) ? Double.NEGATIVE_INFINITY : Math.log(shares[c]) + log;
            });
            if (Arrays.stream(logs).allMatch(Double::isInfinite)) {
                return shares; // the decisions say nothing on the class
            }
            // turns logarithms into probabilities; reads a copy, because it overwrites logs
            Vectors.softmax(logs.clone(), 1, logs);
            return logs;
        }
    }

    /** {@inheritDoc} Computes the mean and the standard deviation of the weights over the classes. */
    @Override
    public PersonTastes individual(List<Observation> decisions, PluginCatalogue catalogue) {
        double[] posterior = membership(decisions, catalogue);
        List<String> names = commonFit.model().names();
        double[] mean = new double[names.size()];
        double[] spread = new double[names.size()];
        for (int k = 0; k < mean.length; k++) {
            double squares = 0;
            for (int c = 0; c < posterior.length; c++) {
                double weight = classes().get(c).weights().get(k).estimate();
                mean[k] += posterior[c] * weight;
                squares += posterior[c] * weight * weight;
            }
            spread[k] = Math.sqrt(Math.max(0, squares - mean[k] * mean[k]));
        }
        return new PersonTastes(names, mean, spread, new double[0][], decisions.size(), posterior);
    }

    /**
     * {@inheritDoc} Returns all classes, even if fewer weights are requested; their shares follow from the person's estimated membership or, if {@code person}
     * is null, from the covariates.
     */
    @Override
    public List<PossibleWeights> possible(Observation observation, @Nullable PersonTastes person, int most, long seed) {
        double[] shares = person == null
                ? shares(observation)
                : Arguments.length(
                        "the person's membership of classes",
                        person.membership(),
                        classes().size());
        return IntStream.range(0, shares.length)
                .mapToObj(c -> new PossibleWeights(shares[c], classes().get(c).estimates()))
                .toList();
    }

    @Override
    public Estimates estimates() {
        return Estimates.of(
                classes().stream()
                        .flatMap(oneClass -> oneClass.weights().stream())
                        .toList(),
                estimate.covariance());
    }

    @Override
    public boolean isDrawn() {
        return false;
    }

    /** {@inheritDoc} Returns the classes with their mean shares; x has the weights, class after class. */
    @Override
    public List<PossibleWeights> possibleWeights(double[] x, NoiseKey key, int pairs) {
        int size = typical().size();
        return IntStream.range(0, classes().size())
                .mapToObj(c -> new PossibleWeights(
                        classes().get(c).share().value(), Arrays.copyOfRange(x, c * size, (c + 1) * size)))
                .toList();
    }

    /** {@inheritDoc} Returns the ratios of each class. */
    @Override
    public List<Weight> ratios(String denominator) {
        List<String> names = commonFit.model().names();
        int l = names.indexOf(denominator);
        Arguments.require(
                l >= 0, "'" + denominator + "' is not a weight of the model, which has " + names, "Maybe a typo");
        double[] weights = classes().stream()
                .flatMapToDouble(oneClass -> Arrays.stream(oneClass.estimates()))
                .toArray();
        Delta delta = new Delta(weights, estimate.covariance(), estimate.degreesOfFreedom());
        List<Weight> ratios = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            for (int c = 0; c < classes().size() && k != l; c++) {
                int numeratorIndex = c * names.size() + k;
                int denominatorIndex = c * names.size() + l;
                ratios.add(delta.fieller(
                        names.get(k) + " / " + denominator + " of class " + (c + 1),
                        x -> x[numeratorIndex],
                        x -> x[denominatorIndex]));
            }
        }
        return ratios;
    }

    @Override
    public <T> T accept(Kinds<T> kinds) {
        return kinds.ofClasses(this);
    }

    /** Returns a copy of this fit, as the best of several numbers of classes, with a message about the other numbers. */
    FittedClasses withCandidates(List<Candidate> candidates, String aboutOthers) {
        String message = ending.message();
        return new FittedClasses(
                commonFit,
                estimate,
                new Search(search.startsAtMaximum(), search.starts(), List.copyOf(candidates)),
                likelihood,
                new Ending(
                        ending.evaluations(),
                        ending.status(),
                        message + (message.isEmpty() || aboutOthers.isEmpty() ? "" : ". ") + aboutOthers));
    }

    /** Returns the table of the classes. */
    @Override
    public String toString() {
        return ClassTable.of(this);
    }
}
