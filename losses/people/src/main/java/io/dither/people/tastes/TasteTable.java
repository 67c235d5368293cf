package io.dither.people.tastes;

import static io.dither.learn.model.PlainText.format;
import static io.dither.learn.model.PlainText.number;
import static io.dither.learn.model.PlainText.p;

import io.dither.learn.model.Interval;
import io.dither.learn.model.Specification;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import java.util.List;
import java.util.stream.IntStream;

/** Writes the tastes as a table of text. */
final class TasteTable {
    /** The least width of the column of names. */
    private static final int MIN_WIDTH = 7;

    /** The effective number of persons counts as the number of persons if the relative difference is at most this. */
    private static final double ROUNDING = 1e-6;

    /** The level of the test of the law of tastes. */
    private static final double SIGNIFICANCE = 0.05;

    private TasteTable() {}

    static String of(FittedTastes fitted) {
        StringBuilder text = new StringBuilder(weights(fitted));
        Weight epsilon = fitted.commonFit().epsilonWeight();
        if (fitted.commonFit().settings().learnEpsilon()) {
            text.append(
                    format("epsilon %s, std. error %s\n", number(epsilon.estimate()), number(epsilon.standardError())));
        }
        return text.append(tests(fitted))
                .append(lastLine(fitted, fitted.procedure()))
                .toString();
    }

    static String of(FittedTasteClasses fitted) {
        StringBuilder text = new StringBuilder();
        List<FittedTastes> classes = fitted.classes();
        for (int c = 0; c < classes.size(); c++) {
            Interval share = fitted.estimate().classes().get(c).share();
            text.append(format(
                    "class %d, share %s, std. error %s:\n%s\n",
                    c + 1, number(share.value()), number(share.standardError()), weights(classes.get(c))));
        }
        Interval log = fitted.logLikelihood();
        return text.append(format(
                        "log likelihood %.2f (simulation error %.2g), %.2f with one taste\n",
                        log.value(), log.standardError(), fitted.commonLogLikelihood()))
                .append(format("BIC %.1f, %.1f with one taste\n", fitted.bic(), fitted.commonBic()))
                .append(lastLine(fitted, fitted.procedure()))
                .toString();
    }

    private static String lastLine(FittedPersons fitted, FittedTastes.Procedure procedure) {
        return format(
                        "%d decisions of %s, %d draws per person, %s noise, by %s, %s",
                        fitted.commonFit().examples(),
                        personsText(fitted),
                        procedure.draws(),
                        fitted.commonFit().noise().text(),
                        procedure.method() == FittedTastes.Method.LIKELIHOOD
                                ? "simulated likelihood"
                                : "moments of persons",
                        fitted.status())
                + (fitted.message().isEmpty() ? "\n" : ": " + fitted.message() + "\n");
    }

    /** Returns the rows of the weights, and the correlations. */
    private static String weights(FittedTastes fitted) {
        Population population = fitted.population();
        int width = IntStream.range(0, population.names().size())
                .map(k -> population.label(k).length())
                .reduce(MIN_WIDTH, Math::max);
        StringBuilder text = new StringBuilder(format(
                "%-" + width + "s %-9s %10s %10s %10s %10s %10s %10s %10s\n",
                "weight",
                "taste",
                "location",
                "std. error",
                "spread",
                "std. error",
                "median",
                "mean",
                "wrong sign"));
        for (int k = 0; k < population.names().size(); k++) {
            Taste taste = fitted.tastes().get(k);
            text.append(format(
                    "%-" + width + "s %-9s %10s %10s %10s %10s %10s %10s %8.1f %%\n",
                    population.label(k),
                    taste.law(),
                    number(taste.location().estimate()),
                    taste.location().note().isEmpty()
                            ? number(taste.location().standardError())
                            : taste.location().note(),
                    taste.law() == Law.FIXED ? "-" : number(taste.spread().estimate()),
                    taste.law() == Law.FIXED ? "-" : error(taste.spread()),
                    number(taste.median().value()),
                    number(taste.mean().value()),
                    100 * taste.wrongSign().estimate()));
        }
        return text.append(correlations(fitted)).toString();
    }

    /** Returns the number of persons and, if weights of examples change it, the number as which the persons count in likelihoods. */
    static String personsText(FittedPersons fitted) {
        boolean areWeighted = Math.abs(fitted.effectivePersons() - fitted.persons()) > ROUNDING * fitted.persons();
        return fitted.persons() + " persons"
                + (areWeighted ? format(", who count as %.4g by their weights", fitted.effectivePersons()) : "");
    }

    /** Returns the tests of whether all persons have the same weights, and of the law of tastes. */
    private static String tests(FittedTastes fitted) {
        StringBuilder text = new StringBuilder();
        if (fitted.method() == FittedTastes.Method.LIKELIHOOD) {
            Interval log = fitted.logLikelihood();
            text.append(format(
                    "log likelihood %.2f (simulation error %.2g), %.2f with one taste\nlikelihood ratio %.1f, p %s\n",
                    log.value(),
                    log.standardError(),
                    fitted.commonLogLikelihood(),
                    fitted.likelihoodRatio(),
                    p(fitted.likelihoodRatioPValue())));
        }
        Specification test = fitted.specification();
        if (test != null) {
            text.append(format(
                    "skewness of tastes %s their law: J = %.1f, %d degrees of freedom, p %s\n",
                    test.pValue() < SIGNIFICANCE ? "contradicts" : "agrees with",
                    test.statistic(),
                    test.degreesOfFreedom(),
                    p(test.pValue())));
        }
        return text.toString();
    }

    private static String correlations(FittedTastes fitted) {
        StringBuilder text = new StringBuilder();
        int[] varying = fitted.population().varying();
        for (int r = 1; r < varying.length && fitted.population().correlated(); r++) {
            text.append(
                    format("correlation of %s with", fitted.population().names().get(varying[r])));
            for (int c = 0; c < r; c++) {
                Weight correlation = fitted.correlation(varying[r], varying[c]);
                text.append(format(
                        "%s %s %s",
                        c == 0 ? "" : ",",
                        fitted.population().names().get(varying[c]),
                        correlation.isEstimated()
                                ? format("%.3f", correlation.estimate())
                                : "- (" + correlation.note() + ")"));
            }
            text.append("\n");
        }
        return text.toString();
    }

    /** Returns the standard error, or the upper end of the interval if a spread does not differ significantly from 0. */
    private static String error(Weight spread) {
        boolean isNearZero = spread.status() == WeightStatus.NEAR_ZERO;
        if (isNearZero && !Double.isNaN(spread.high())) {
            return "0 to " + number(spread.high());
        }
        return Double.isNaN(spread.standardError()) && !isNearZero ? spread.note() : number(spread.standardError());
    }
}
