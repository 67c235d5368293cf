package io.dither.experiments.predictoptimize;

import io.dither.experiments.generators.TrueRegret;
import io.dither.experiments.run.Verdict;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Metric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The regret of one method on one setting of a benchmark: over the test examples of a single draw, or over several draws.
 *
 * @param draws its results on each draw
 * @param regret the regret with its 95 % interval
 * @param difference the regret minus the regret of least squares, on the same examples
 * @param sign whether the difference is significant: -1 better, 1 worse, 0 neither
 */
record Score(List<DrawResult> draws, Metric regret, Metric difference, int sign) {
    /** From this number of draws on, intervals are over draws. */
    private static final int MIN_DRAWS = 3;

    /**
     * The test regrets of one method on one draw.
     *
     * @param method its name
     * @param measure makes the metric of regrets or of their differences
     * @param regrets one per test example
     * @param solves the number of solves of the training
     * @param seconds the duration of the training
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record DrawResult(
            String method, Function<double[], Metric> measure, double[] regrets, long solves, double seconds) {
        Metric regret() {
            return measure.apply(regrets);
        }

        Metric minus(DrawResult other) {
            return measure.apply(TrueRegret.minus(regrets, other.regrets));
        }
    }

    /** Compares methods with least squares, the yardstick, on the same draws; the tests are corrected for the number of methods. */
    static List<Score> of(Collection<List<DrawResult>> methods, List<DrawResult> yardstick) {
        List<Metric> differences =
                methods.stream().map(draws -> difference(draws, yardstick)).toList();
        int[] signs = Verdict.signs(differences.stream().map(Metric::interval).toList());
        List<Score> scores = new ArrayList<>();
        for (List<DrawResult> draws : methods) {
            Metric regret = combined(draws.stream().map(DrawResult::regret).toList());
            int index = scores.size();
            scores.add(new Score(draws, regret, differences.get(index), signs[index]));
        }
        return scores;
    }

    /** Returns which methods differ from least squares, and which is best, as a sentence without its full stop. */
    static String verdict(List<Score> methods, double factor, int decimals, String unit) {
        if (methods.isEmpty()) {
            return "no method is left";
        }
        Score best = Collections.min(
                methods, Comparator.comparingDouble(score -> score.regret().value()));
        return "significantly better than least squares on the same examples (5 % for all together, by Holm): "
                + namesWithSign(methods, -1)
                + "; worse: " + namesWithSign(methods, 1) + ". The least test regret is "
                + Numbers.decimal(factor * best.regret.value(), decimals) + " " + unit + " ("
                + range(best.regret, factor, decimals) + "), of " + best.method()
                + "; not significantly different from it: "
                + words(likeBest(methods, best));
    }

    /** Returns the names of the methods whose difference has this sign: -1 better than least squares, 1 worse. */
    static String namesWithSign(List<Score> methods, int sign) {
        return words(methods.stream()
                .filter(score -> score.sign == sign)
                .map(Score::method)
                .toList());
    }

    private static String words(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /**
     * Returns the methods that do not differ significantly from the best. As the best was chosen on the same examples, the tests are
     * corrected for all pairs of methods.
     */
    private static List<String> likeBest(List<Score> methods, Score best) {
        List<Score> firsts = new ArrayList<>();
        List<Score> seconds = new ArrayList<>();
        for (int i = 1; i < methods.size(); i++) {
            firsts.addAll(Collections.nCopies(i, methods.get(i)));
            seconds.addAll(methods.subList(0, i));
        }
        int[] signs = Verdict.signs(IntStream.range(0, firsts.size())
                .mapToObj(pair -> difference(firsts.get(pair).draws, seconds.get(pair).draws)
                        .interval())
                .toList());
        return IntStream.range(0, signs.length)
                .filter(pair -> signs[pair] == 0
                        && (firsts.get(pair).equals(best) || seconds.get(pair).equals(best)))
                .mapToObj(pair -> (firsts.get(pair).equals(best) ? seconds : firsts)
                        .get(pair)
                        .method())
                .toList();
    }

    private static Metric difference(List<DrawResult> draws, List<DrawResult> others) {
        return combined(IntStream.range(0, draws.size())
                .mapToObj(k -> draws.get(k).minus(others.get(k)))
                .toList());
    }

    /** Returns the mean. Its interval is over draws if there are at least three, otherwise over test examples. */
    private static Metric combined(List<Metric> draws) {
        if (draws.size() >= MIN_DRAWS) {
            double[] values = draws.stream().mapToDouble(Metric::value).toArray();
            return Metric.of("regret", Interval.ofMean(values), draws.size());
        }
        double mean = 0;
        double variance = 0;
        double degreesOfFreedom = Double.POSITIVE_INFINITY;
        int examples = 0;
        for (Metric draw : draws) {
            mean += draw.value() / draws.size();
            variance += draw.standardError() * draw.standardError() / draws.size() / draws.size();
            degreesOfFreedom = Math.min(degreesOfFreedom, draw.interval().degreesOfFreedom());
            examples += draw.examples();
        }
        return Metric.of("regret", new Interval(mean, Math.sqrt(variance), degreesOfFreedom), examples);
    }

    String method() {
        return draws.get(0).method();
    }

    long solves() {
        return draws.stream().mapToLong(DrawResult::solves).sum();
    }

    double seconds() {
        return draws.stream().mapToDouble(DrawResult::seconds).sum();
    }

    /** Returns whether intervals measure the variation over test examples only, not over training examples. */
    boolean isOfFewDraws() {
        return draws.size() < MIN_DRAWS;
    }

    /** Returns the regrets of draws in percent, for a chart; empty if there are only a few draws. */
    double[] percents() {
        return isOfFewDraws()
                ? new double[0]
                : draws.stream()
                        .mapToDouble(draw -> 100 * draw.regret().value())
                        .toArray();
    }

    /** Returns the interval in words, multiplied by a factor. */
    static String range(Metric metric, double factor, int decimals) {
        return Numbers.decimal(factor * metric.low(), decimals) + " to "
                + Numbers.decimal(factor * metric.high(), decimals);
    }

    /** Returns the mark of a significant difference in a table, otherwise an empty text. */
    String mark() {
        return sign == 0 ? "" : " *";
    }

    /** Returns the fields for JSON, to which callers add more. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("regret", regret.value());
        figures.put("low", regret.low());
        figures.put("high", regret.high());
        figures.put("minusLeastSquares", difference.value());
        figures.put("minusLeastSquaresLow", difference.low());
        figures.put("minusLeastSquaresHigh", difference.high());
        return figures;
    }
}
