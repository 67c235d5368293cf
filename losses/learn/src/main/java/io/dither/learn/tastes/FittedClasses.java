package io.dither.learn.tastes;

import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.internal.evaluate.Fit;
import io.dither.learn.internal.persons.Likelihood;
import io.dither.learn.internal.persons.Person;
import io.dither.learn.internal.persons.PersonPoint;
import io.dither.learn.internal.search.Standing;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Weight;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The classes of persons that were found.
 *
 * @param oneTaste the fit with one class for all; its model, settings, noise and epsilon are those of this fit
 * @param classes the classes, the largest first
 * @param logLikelihood of all decisions
 * @param oneLogLikelihood that of one class
 * @param parameters how many were estimated
 * @param persons how many there are
 * @param alike how many of the starts ended here
 * @param starts how many there were
 * @param status how the search ended
 * @param message what a person should know, or nothing
 */
public record FittedClasses(
        Fitted oneTaste,
        List<OneClass> classes,
        double logLikelihood,
        double oneLogLikelihood,
        int parameters,
        int persons,
        int alike,
        int starts,
        Fitted.Status status,
        String message) {
    /**
     * A class.
     *
     * @param share of the persons
     * @param weights of its persons, in raw units
     */
    public record OneClass(Interval share, List<Weight> weights) {
        double[] estimates() {
            return weights.stream().mapToDouble(Weight::estimate).toArray();
        }
    }

    static FittedClasses of(
            Fitted one,
            ClassLikelihood likelihood,
            PersonPoint point,
            Standing standing,
            boolean converged,
            int alike,
            int starts,
            int endless) {
        double[] x = point.x();
        CostModel model = one.model();
        double[] slopes = Standing.slopes(model);
        double[] shares = likelihood.shares(x);
        int free = likelihood.free().length;
        List<OneClass> classes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int c = 0; c < shares.length; c++) {
            double[] raw = model.raw(likelihood.weights(x, c));
            List<Weight> weights = new ArrayList<>();
            for (int k = 0; k < raw.length; k++) {
                weights.add(Weight.of(model.names().get(k), Interval.of(raw[k], Double.NaN), "fixed"));
            }
            for (int i = 0; i < free; i++) {
                int k = likelihood.free()[i];
                double[] along = new double[x.length];
                along[c * free + i] = slopes[k];
                Interval interval = standing.interval(raw[k], along);
                String note = Double.isNaN(interval.standardError()) ? "not measured" : "";
                weights.set(k, Weight.of(model.names().get(k), interval, note));
                names.add(model.names().get(k) + " of class " + (c + 1));
            }
            double[] along = new double[x.length];
            for (int j = 1; j < shares.length; j++) {
                along[shares.length * free + j - 1] = shares[c] * ((c == j ? 1 : 0) - shares[j]);
            }
            classes.add(new OneClass(standing.interval(shares[c], along), weights));
        }
        for (int c = 1; c < shares.length; c++) {
            names.add("share of class " + (c + 1));
        }
        double together = 0;
        double ofOne = 0;
        for (int p = 0; p < likelihood.persons().size(); p++) {
            double weight = likelihood.persons().get(p).weight();
            together += weight * point.logs()[p];
            ofOne += weight * likelihood.likelihood().of(p, likelihood.start(), new double[likelihood.start().length]);
        }
        return new FittedClasses(
                one,
                classes,
                together,
                ofOne,
                x.length,
                likelihood.persons().size(),
                alike,
                starts,
                converged ? Fitted.Status.CONVERGED : Fitted.Status.STOPPED,
                converged
                        ? told(endless, Found.message(standing, names))
                        : "the search of the likelihood did not end at a maximum. Maybe more iterations");
    }

    private static String told(int endless, String message) {
        return endless == 0
                ? message
                : endless + " starts led to a class whose weights have no end, and were left out"
                        + (message.isEmpty() ? "" : ". " + message);
    }

    /** {@return Bayes' information criterion, of which less is better: over persons, who are independent} */
    public double bic() {
        return parameters * Math.log(persons) - 2 * logLikelihood;
    }

    /**
     * Finds what decisions say of one person.
     *
     * @param decisions those of one person, at least one
     * @return the probability of each class given the decisions; the caller owns it
     */
    public double[] membership(List<Observation> decisions) {
        Criterion criterion = Fit.of(oneTaste.settings(), PluginCatalogue.discover())
                .criterionOn(Person.first(decisions).oracle());
        long seed = oneTaste.settings().seed();
        CostModel model = oneTaste.model();
        try (Likelihood likelihood = Likelihood.of(model, criterion, oneTaste.epsilon(), seed, Person.of(decisions))) {
            double[] logs = new double[classes.size()];
            Arrays.setAll(logs, c -> {
                double[] weights = model.standardised(classes.get(c).estimates());
                return Math.log(classes.get(c).share().value()) + likelihood.of(0, weights, new double[weights.length]);
            });
            io.dither.internal.algebra.Vectors.softmax(logs.clone(), 1, logs);
            return logs;
        }
    }

    /**
     * Finds the mean and the standard deviation of the weights of one person over the classes, given their decisions.
     *
     * @param decisions those of one person, at least one
     * @return what is known
     */
    public PersonTastes individual(List<Observation> decisions) {
        double[] shares = membership(decisions);
        int size = oneTaste.model().names().size();
        double[] mean = new double[size];
        double[] spread = new double[size];
        for (int k = 0; k < size; k++) {
            double squares = 0;
            for (int c = 0; c < shares.length; c++) {
                double weight = classes.get(c).weights().get(k).estimate();
                mean[k] += shares[c] * weight;
                squares += shares[c] * weight * weight;
            }
            spread[k] = Math.sqrt(Math.max(0, squares - mean[k] * mean[k]));
        }
        return new PersonTastes(oneTaste.model().names(), mean, spread, decisions.size());
    }

    /** Returns the table of the classes. */
    @Override
    public String toString() {
        List<String> names = oneTaste.model().names();
        int width = names.stream().mapToInt(String::length).reduce(7, Math::max);
        StringBuilder text = new StringBuilder(format("%-" + width + "s", "weight"));
        for (int c = 1; c <= classes.size(); c++) {
            text.append(format(" %12s %12s", "class " + c, "std. error"));
        }
        for (int k = 0; k < names.size(); k++) {
            text.append(format("\n%-" + width + "s", names.get(k)));
            for (OneClass one : classes) {
                Weight weight = one.weights().get(k);
                text.append(format(" %12s %12s", show(weight.estimate()), show(weight.standardError())));
            }
        }
        text.append(format("\n%-" + width + "s", "share"));
        for (OneClass one : classes) {
            text.append(format(
                    " %12s %12s", show(one.share().value()), show(one.share().standardError())));
        }
        text.append(format(
                "\nlog likelihood %.2f, %.2f with one class; BIC %.1f over persons\n%d decisions of %d persons, %d of %d starts"
                        + " ended here, %s",
                logLikelihood, oneLogLikelihood, bic(), oneTaste.examples(), persons, alike, starts, status));
        return text.append(message.isEmpty() ? "\n" : ": " + message + "\n").toString();
    }

    private static String show(double value) {
        return Double.isNaN(value) ? "-" : format("%.4g", value);
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
