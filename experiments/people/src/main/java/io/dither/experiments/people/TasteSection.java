package io.dither.experiments.people;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.report.Tables;
import io.dither.experiments.text.Html;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Specification;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.Weight;
import io.dither.learn.model.WeightStatus;
import io.dither.noise.Noise;
import io.dither.people.tastes.FittedTasteClasses;
import io.dither.people.tastes.FittedTastes;
import io.dither.people.tastes.Law;
import io.dither.people.tastes.Population;
import io.dither.people.tastes.Taste;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Writes how weights differ between persons: sentences, a table, densities, and a comparison with one taste for all. */
final class TasteSection {
    /** The number of points of a curve. */
    private static final int POINTS = 121;
    /** The number of simulated persons for quartiles of ratios. */
    private static final int PERSONS = 4_000;
    /** The 75 % quantile of the standard normal law. */
    private static final double QUANTILE_75 = 0.6744897501960817;
    /** The 95 % quantile of the standard normal law. */
    private static final double QUANTILE_95 = 1.6448536269514722;
    /** A curve shows the persons whose standard normal variable z is between minus this value and this value. */
    private static final double LARGEST_Z = 2.6;
    /** Curves of lognormal laws end at this z: a longer upper tail would make the rest of the curve too narrow. */
    private static final double LARGEST_LOGNORMAL_Z = 1.8;

    private final FittedTastes tastes;
    private final Population population;
    private final Html html;

    TasteSection(FittedTastes tastes, Html html) {
        this.tastes = tastes;
        population = tastes.population();
        this.html = html;
    }

    void write() {
        html.element(
                "p",
                tastes.persons() + " persons, each with tastes of their own"
                        + (population.correlated() ? ", which are correlated. " : ". ") + comparison());
        writeDistribution();
    }

    /** Writes classes whose tastes differ within a class. */
    static void write(FittedTasteClasses fitted, Html html) {
        Interval logLikelihood = fitted.logLikelihood();
        html.element(
                "p",
                fitted.persons() + " persons in " + fitted.numberOfClasses()
                        + " classes, each with tastes of their own. The log likelihood is "
                        + Numbers.fixed(logLikelihood.value(), 1) + " (simulation error "
                        + Numbers.fixed(logLikelihood.standardError(), 2)
                        + "), and " + Numbers.fixed(fitted.commonLogLikelihood(), 1)
                        + " with one taste for all. BIC is "
                        + Numbers.fixed(fitted.bic(), 1) + ", and " + Numbers.fixed(fitted.commonBic(), 1)
                        + " with one taste; smaller is better.");
        for (int c = 0; c < fitted.numberOfClasses(); c++) {
            Interval share = fitted.estimate().classes().get(c).share();
            html.element("h3", "Class " + (c + 1) + ": " + Numbers.percent(share.value()) + " of persons");
            new TasteSection(fitted.classes().get(c), html).writeDistribution();
        }
    }

    private void writeDistribution() {
        html.open("ul");
        varying().forEach(k -> html.element("li", sentence(k)));
        html.close("ul");
        writeTable();
        html.open("div", "class", "grid");
        varying().forEach(k -> curve(k).write(html));
        html.close("div");
        html.note(
                "The curve is the density of persons by their weight; the vertical line is the weight if all had one taste.");
        writeCorrelations();
    }

    /** Returns the indices of the weights that differ between persons. */
    private IntStream varying() {
        return IntStream.range(0, population.names().size())
                .filter(k -> population.laws().get(k) != Law.FIXED);
    }

    private String comparison() {
        if (tastes.method() == FittedTastes.Method.MOMENTS) {
            Specification test = tastes.specification();
            return "They are found by the moments of each person's decisions, which have no likelihood."
                    + (test == null
                            ? ""
                            : " A test of the skewness of tastes uses products over three decisions of a person: if the law is right, the products deviate"
                                    + " from it at least as much in " + percent(test.pValue()) + " of histories.");
        }
        Interval logLikelihood = tastes.logLikelihood();
        return "The log likelihood is " + Numbers.fixed(logLikelihood.value(), 1) + " (simulation error "
                + Numbers.fixed(logLikelihood.standardError(), 2) + "), and "
                + Numbers.fixed(tastes.commonLogLikelihood(), 1)
                + " with one taste for all: the likelihood ratio is " + Numbers.fixed(tastes.likelihoodRatio(), 1)
                + ", which would be as large in " + percent(tastes.likelihoodRatioPValue())
                + " of histories if all had one taste.";
    }

    private static String percent(double p) {
        return p < 0.001 ? "fewer than 0.1 %" : Numbers.percent(p);
    }

    /** Returns weight k of the persons for whom the standard normal variable of this weight has the value z. */
    private double weight(int k, double z) {
        return population.ofSingleTaste(k).weights(new double[] {z})[0];
    }

    /** Returns the values of {@link #weight} at -z and at z, the lower value first, with a word between them. */
    private String between(int k, double z, String word) {
        double first = weight(k, -z);
        double second = weight(k, z);
        return between(Math.min(first, second), Math.max(first, second), word);
    }

    private static String between(double low, double high, String word) {
        return Numbers.text(low) + word + Numbers.text(high);
    }

    private String sentence(int k) {
        String name = population.names().get(k);
        // the unit of the population is the weight of --tastes-in; -1 without that option
        boolean isRatio = population.unit() >= 0 && population.unit() != k;
        String range = between(k, QUANTILE_75, " and ");
        String half = isRatio
                ? "half of the persons pay between " + range + " "
                        + population.names().get(population.unit()) + " for one unit more of " + name
                : "for half of the persons one unit more of " + name + " counts between " + range;
        double wrongSign = population.wrongSign(k);
        String sign =
                wrongSign == 0 ? "all persons have the same sign" : Numbers.percent(wrongSign) + " have the other sign";
        int fixedUnit = fixedUnit();
        return name + ": " + half
                + (fixedUnit < 0 || fixedUnit == k || isRatio
                        ? ""
                        : ", and half of the persons pay between "
                                + quartilesOfRatio(k, fixedUnit) + " "
                                + population.names().get(fixedUnit) + " for one unit of " + name)
                + "; " + sign + "." + nearZero(k);
    }

    private String nearZero(int k) {
        Weight spread = tastes.tastes().get(k).spread();
        return spread.status() != WeightStatus.NEAR_ZERO
                ? ""
                : " The spread is not significantly above 0: persons may all have the same taste"
                        + (Double.isNaN(spread.high())
                                ? "."
                                : ", or differ with a spread of up to " + Numbers.text(spread.high()) + ".");
    }

    /**
     * Returns the index of the unit of the other weights: the last weight that was fixed at a value other than 0, as for
     * the ratios of {@link io.dither.people.People}; -1 if there is none.
     */
    private int fixedUnit() {
        return IntStream.range(0, population.names().size())
                .filter(k -> population.fixed()[k] && population.median(k) != 0)
                .reduce(-1, (earlier, k) -> k);
    }

    /** Returns the two quartiles, over persons, of the ratio of weight k to weight l, such as "2 and 5". */
    private String quartilesOfRatio(int k, int l) {
        KeyedRandom random = new KeyedRandom(tastes.commonFit().settings().seed());
        double[] z = new double[population.dimensions()];
        double[] ratios = new double[PERSONS];
        for (int r = 0; r < PERSONS; r++) {
            random.startSample(r);
            random.nextGaussians(z, 0, z.length, 1);
            double[] weights = population.weights(z);
            ratios[r] = weights[k] / weights[l];
        }
        Arrays.sort(ratios);
        return between(ratios[PERSONS / 4], ratios[3 * PERSONS / 4], " and ");
    }

    private void writeTable() {
        List<String> heads = List.of(
                "weight",
                "taste",
                "median",
                "95 % interval",
                "mean",
                "95 % interval",
                "half of the persons",
                "nine in ten",
                "other sign");
        List<List<String>> rows = new ArrayList<>();
        for (int k = 0; k < population.names().size(); k++) {
            Taste taste = tastes.tastes().get(k);
            boolean isFixed = taste.law() == Law.FIXED;
            rows.add(List.of(
                    population.label(k),
                    taste.law().toString(),
                    text(taste.median()),
                    interval(taste.median()),
                    text(taste.mean()),
                    interval(taste.mean()),
                    isFixed ? Numbers.UNKNOWN : between(k, QUANTILE_75, " to "),
                    isFixed ? Numbers.UNKNOWN : between(k, QUANTILE_95, " to "),
                    Numbers.percent(population.wrongSign(k))));
        }
        // all columns but these two are numbers
        Tables.write(html, "", heads, rows, head -> !head.equals("weight") && !head.equals("taste"));
        html.note((population.unit() < 0
                        ? "Weights are in raw units."
                        : "Tastes are in raw units of " + population.names().get(population.unit()) + ".")
                + " Intervals are of the population's median and mean; the columns after them are of persons.");
    }

    private static String text(Interval interval) {
        return Numbers.text(interval.value(), interval.standardError());
    }

    private static String interval(Interval interval) {
        return Numbers.interval(interval.low(), interval.high(), interval.standardError());
    }

    /** Draws the density of weight k over persons: the normal density of z, divided by the slope of the weight in z. */
    private Chart curve(int k) {
        Population alone = population.ofSingleTaste(k);
        boolean isLognormal = population.laws().get(k) == Law.LOGNORMAL;
        double from = -LARGEST_Z;
        double step = ((isLognormal ? LARGEST_LOGNORMAL_Z : LARGEST_Z) - from) / (POINTS - 1);
        double[] x = new double[POINTS];
        double[] density = new double[POINTS];
        double highest = 0;
        for (int i = 0; i < POINTS; i++) {
            double z = from + i * step;
            // the slope is a difference over a quarter of a step
            double rise = alone.weights(new double[] {z + step / 8})[0] - alone.weights(new double[] {z - step / 8})[0];
            x[i] = alone.weights(new double[] {z})[0];
            density[i] = Noise.gaussian().density(z) / Math.abs(rise / (step / 4));
            highest = Math.max(highest, density[i]);
        }
        String name = population.label(k);
        double[] raw = Standardisable.of(tastes.commonFit().model())
                .raw(tastes.commonFit().parameters());
        // a ratio if tastes are ratios to a weight, by --tastes-in
        double weightForAll = raw[k] / (population.unit() < 0 || population.unit() == k ? 1 : raw[population.unit()]);
        return Chart.lines("The taste of " + name, "taste of " + name, "density of persons")
                .strokes("persons", "", x, density)
                .strokes(
                        "one taste for all", "zero", new double[] {weightForAll, weightForAll}, new double[] {0, highest
                        });
    }

    private void writeCorrelations() {
        int[] varyingWeights = varying().toArray();
        if (!population.correlated() || varyingWeights.length < 2) {
            return;
        }
        List<String> heads = new ArrayList<>(List.of("correlation"));
        List<List<String>> rows = new ArrayList<>();
        for (int k : varyingWeights) {
            heads.add(population.names().get(k));
            List<String> row = new ArrayList<>(List.of(population.names().get(k)));
            for (int l : varyingWeights) {
                Weight correlation = tastes.correlation(k, l);
                String text = correlation.isEstimated() ? Numbers.fixed(correlation.estimate(), 2) : "uncertain";
                String lowerTriangle = k == l ? "1.00" : text;
                row.add(l > k ? "" : lowerTriangle);
            }
            rows.add(row);
        }
        Tables.write(html, "", heads, rows, head -> !head.equals("correlation")); // all other columns are numbers
        html.note(
                "Correlations over persons, of logarithms of weights that are lognormal. A correlation is uncertain if it depends on a spread, or on another estimate,"
                        + " that does not differ significantly from 0.");
    }
}
