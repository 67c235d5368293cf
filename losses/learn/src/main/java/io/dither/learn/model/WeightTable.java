package io.dither.learn.model;

import static io.dither.learn.model.PlainText.format;
import static io.dither.learn.model.PlainText.interval;
import static io.dither.learn.model.PlainText.number;

import java.util.Arrays;
import java.util.stream.Stream;

/** Writes the weights as a table of text; for a model of trees, which has no weights, the gains of its features. */
final class WeightTable {
    private WeightTable() {}

    static String of(Fitted fitted) {
        int width = fitted.weights().stream()
                .mapToInt(weight -> weight.name().length())
                .reduce("epsilon".length(), Math::max);
        StringBuilder text = new StringBuilder(
                fitted.model().as(GrownModel.class).map(WeightTable::gains).orElseGet(() -> header(width, fitted)));
        for (Weight weight : fitted.weights()) {
            text.append(row(width, weight));
        }
        if (!GroupEffects.of(fitted.model()).isEmpty()) {
            text.append(effects(fitted));
        }
        text.append(fitted.epsilonWeight().isUnused() ? "" : row(width, fitted.epsilonWeight()));
        text.append(format("\n%d examples, %s, %s", fitted.examples(), source(fitted), fitted.status()));
        text.append(fitted.message().isEmpty() ? "\n" : ": " + fitted.message() + "\n");
        return text.append(fitted.specification() == null ? "" : fitted.specification() + "\n")
                .toString();
    }

    /** Returns the noise of the fit, or its loss if it uses no noise. */
    static String source(Fitted fitted) {
        return fitted.settings().usesNoise()
                ? fitted.noise().text() + " noise"
                : fitted.settings().loss() + " loss";
    }

    private static String header(int width, Fitted fitted) {
        return Stream.concat(fitted.weights().stream(), Stream.of(fitted.epsilonWeight()))
                        .allMatch(weight -> Double.isNaN(weight.standardError()))
                ? row(width, "weight", "estimate").stripTrailing() + "\n"
                : row(width, "weight", "estimate", "std. error", "95 % interval", "p");
    }

    private static String row(int width, Weight weight) {
        if (Double.isNaN(weight.standardError())) {
            return (row(width, weight.name(), estimate(weight)) + weight.note()).stripTrailing() + "\n";
        }
        String pValue = weight.pValue() < 1e-4 ? "< 0.0001" : format("%.4f", weight.pValue());
        return row(
                                width,
                                weight.name(),
                                number(weight.estimate()),
                                number(weight.standardError()),
                                interval(weight.low(), weight.high()),
                                Double.isNaN(weight.pValue()) ? "" : pValue)
                        .stripTrailing()
                + "\n";
    }

    /** Returns the estimate as text, or a dash if the weight is not identified, because its number depends on the start of the search. */
    static String estimate(Weight weight) {
        return weight.status() == WeightStatus.NOT_IDENTIFIED ? "-" : number(weight.estimate());
    }

    private static String effects(Fitted fitted) {
        double[] effects = fitted.effects().values().stream()
                .mapToDouble(effect -> effect)
                .filter(effect -> effect != 0)
                .toArray();
        double squareSum = Arrays.stream(effects).map(effect -> effect * effect).sum();
        return format(
                "%d of %d effects are not 0, root mean square %s, shrunk by a ridge of %s\n",
                effects.length,
                GroupEffects.of(fitted.model()).size(),
                number(Math.sqrt(squareSum / Math.max(1, effects.length))),
                number(fitted.settings().effectsRidge()));
    }

    private static String gains(GrownModel model) {
        int width = model.features().stream().mapToInt(String::length).reduce("feature".length(), Math::max);
        StringBuilder text = new StringBuilder(row(width, "feature", "gain").stripTrailing() + "\n");
        double[] gains = model.gains();
        for (int k = 0; k < gains.length; k++) {
            text.append(row(width, model.features().get(k), number(gains[k])).stripTrailing() + "\n");
        }
        return text.append(model.sizeText() + "\n").toString();
    }

    private static String row(int width, String name, String estimate) {
        return format("%-" + width + "s %12s ", name, estimate);
    }

    private static String row(int width, String name, String estimate, String error, String interval, String p) {
        return row(width, name, estimate) + format("%12s %26s %9s\n", error, interval, p);
    }
}
