package io.dither.experiments.roadcosts;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.run.TextTable;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was found, against the truth, and what it took.
 *
 * @param network its text
 * @param roads the network
 * @param truth the hidden weights
 * @param epsilon the hidden amplitude
 * @param fitted the fit
 * @param trips how many trips it learnt from
 * @param samples how many samples each had
 * @param links how many links a trip has on average
 * @param looks how many costs a search asks for on average
 * @param simulation what making the roads and the trips took
 * @param search what the search took, up to its end and before the intervals
 * @param whole what the fit took
 * @param live the heap in use after the fit, once collected, in MiB
 * @param peak the most of the heap that was in use, with garbage, in MiB
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
record RoadCosts(
        String network,
        RoadNetwork roads,
        double[] truth,
        double epsilon,
        Fitted fitted,
        int trips,
        int samples,
        double links,
        double looks,
        Effort simulation,
        Effort search,
        Effort whole,
        double live,
        double peak) {

    Map<String, Double> hidden() {
        Map<String, Double> hidden = new LinkedHashMap<>();
        for (int k = 0; k < truth.length; k++) {
            hidden.put(roads.names().get(k), truth[k]);
        }
        return hidden;
    }

    /** Passes of the search alone, all of which have the same samples. */
    private int searched() {
        return fitted.progress().isEmpty()
                ? 1
                : Math.max(
                        1, fitted.progress().get(fitted.progress().size() - 1).evaluation());
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("vertices", roads.vertices());
        figures.put("links", roads.links());
        figures.put("trips", trips);
        figures.put("linksATrip", links);
        figures.put("looksASearch", looks);
        figures.put("status", fitted.status().toString());
        figures.put("passes", fitted.evaluations());
        Map<String, Object> weights = new LinkedHashMap<>();
        for (int k = 0; k < truth.length; k++) {
            Weight weight = fitted.weights().get(k);
            weights.put(weight.name(), row(truth[k], weight.estimate(), weight.standardError()));
        }
        weights.put("epsilon", row(epsilon, fitted.epsilon(), fitted.epsilonError()));
        figures.put("weights", weights);
        return figures;
    }

    private static Map<String, Object> row(double truth, double estimate, double error) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("truth", truth);
        row.put("estimate", estimate);
        row.put("estimateStandardError", error);
        row.put("errorsFromTruth", (estimate - truth) / error);
        return row;
    }

    TextTable table() {
        TextTable table = new TextTable("weight", "truth", "estimate", "+-", "95 % from", "to", "holds the truth");
        for (int k = 0; k < truth.length; k++) {
            Weight weight = fitted.weights().get(k);
            row(table, weight.name(), truth[k], weight.estimate(), weight.standardError(), weight.note());
        }
        row(table, "epsilon", epsilon, fitted.epsilon(), fitted.epsilonError(), "");
        return table;
    }

    /** Each estimate over what is hidden, with its interval: 1 where they are equal. */
    Chart plot() {
        Chart plot = Chart.rows("Learnt weights, with 95 % intervals", "estimate / hidden weight");
        for (Map.Entry<String, Double> hidden : hidden().entrySet()) {
            Weight weight = weight(hidden.getKey());
            if (weight.standardError() > 0) {
                plot = row(plot, weight.name(), weight.estimate(), weight.standardError(), hidden.getValue());
            }
        }
        if (fitted.epsilonError() > 0) {
            plot = row(plot, "epsilon", fitted.epsilon(), fitted.epsilonError(), epsilon);
        }
        return plot;
    }

    private static Chart row(Chart plot, String name, double estimate, double error, double hidden) {
        Interval found = Interval.of(estimate, error);
        return plot.row(name, estimate / hidden, found.low() / hidden, found.high() / hidden);
    }

    private Weight weight(String name) {
        return fitted.weights().get(roads.names().indexOf(name));
    }

    String verdict() {
        List<Double> errors = new ArrayList<>();
        hidden().forEach((name, hidden) ->
                errors.add((weight(name).estimate() - hidden) / weight(name).standardError()));
        errors.add((fitted.epsilon() - epsilon) / fitted.epsilonError());
        errors.removeIf(error -> !Double.isFinite(error));
        if (errors.isEmpty()) {
            return String.format(
                    Locale.ROOT,
                    "From %,d trips on %,d links come no intervals: the search ended with the status %s.",
                    trips,
                    roads.links(),
                    fitted.status());
        }
        long held = errors.stream()
                .filter(error -> Math.abs(error) <= Interval.of(0, 1).margin())
                .count();
        return String.format(
                Locale.ROOT,
                "From %,d trips on %,d links, %d of %d hidden numbers lie in their 95 %% intervals; the one farthest off is"
                        + " %.1f standard errors away. The search %s.",
                trips,
                roads.links(),
                held,
                errors.size(),
                errors.stream().mapToDouble(Math::abs).max().orElse(0),
                fitted.status());
    }

    private static void row(TextTable table, String name, double truth, double estimate, double error, String note) {
        if (Double.isNaN(error)) {
            table.row(name, Numbers.decimal(truth, 4), Numbers.decimal(estimate, 4), "-", "-", "-", note);
            return;
        }
        Interval found = Interval.of(estimate, error);
        table.row(
                name,
                Numbers.decimal(truth, 4),
                Numbers.decimal(estimate, 4),
                Numbers.decimal(error, 4),
                Numbers.decimal(found.low(), 4),
                Numbers.decimal(found.high(), 4),
                Math.abs(estimate - truth) <= found.margin() ? "yes" : "no");
    }

    Map<String, Object> times() {
        Map<String, Object> times = new LinkedHashMap<>();
        times.put("simulationSeconds", simulation.seconds());
        times.put("fitSeconds", whole.seconds());
        times.put("fitCpuSeconds", whole.cpuSeconds());
        times.put("secondsAPass", search.seconds() / searched());
        times.put("cpuSecondsAPass", search.cpuSeconds() / searched());
        times.put("cpuMicrosecondsASearch", microseconds());
        times.put("heapAfterFitMiB", live);
        times.put("heapPeakMiB", peak);
        return times;
    }

    private double microseconds() {
        return 1e6 * search.cpuSeconds() / searched() / trips / samples;
    }

    /** Says in words what it took. */
    String cost() {
        return String.format(
                Locale.ROOT,
                "%s: %,d vertices, %,d links; %,d trips of %.1f links; %s after %d passes%n"
                        + "fit %.1f s, CPU %.1f s; a pass %.2f s, CPU %.2f s; a search CPU %.1f us for %.0f looks%n"
                        + "heap %.0f MiB after the fit, %.0f MiB at most; roads and trips made in %.1f s%n",
                network,
                roads.vertices(),
                roads.links(),
                trips,
                links,
                fitted.status(),
                fitted.evaluations(),
                whole.seconds(),
                whole.cpuSeconds(),
                search.seconds() / searched(),
                search.cpuSeconds() / searched(),
                microseconds(),
                looks,
                live,
                peak,
                simulation.seconds());
    }

    Map<String, String> provenance(long seed) {
        Map<String, String> pairs = new LinkedHashMap<>();
        pairs.put(
                "network",
                network + String.format(Locale.ROOT, ": %,d vertices, %,d links", roads.vertices(), roads.links()));
        pairs.put("trips", String.format(Locale.ROOT, "%,d simulated ones of %.1f links", trips, links));
        pairs.put("samples a trip", String.valueOf(samples));
        pairs.put("seed", String.valueOf(seed));
        pairs.put("passes", String.valueOf(fitted.evaluations()));
        pairs.put("fit", String.format(Locale.ROOT, "%.1f s, %.1f s of CPU", whole.seconds(), whole.cpuSeconds()));
        pairs.put(
                "a search",
                String.format(Locale.ROOT, "%.1f us of CPU for %.0f links looked at", microseconds(), looks));
        pairs.put("heap", String.format(Locale.ROOT, "%.0f MiB after the fit, %.0f MiB at most", live, peak));
        return pairs;
    }
}
