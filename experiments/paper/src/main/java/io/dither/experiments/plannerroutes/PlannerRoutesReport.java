package io.dither.experiments.plannerroutes;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.chart.Mark.Cell;
import io.dither.experiments.run.TextTable;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Shows results as tables, as JSON and as charts.
 *
 * @param study the plans and the settings of learning
 * @param rows the results of each method. The first decides by one habit alone. The last two use the same learnt weights: the last but one
 *     decides by assignments, the last by routes.
 * @param fitted the fit to all days; its weights and intervals are shown
 * @param missedByDecay for each decay of habits, two shares of arcs missed on the days of validation: by habits alone (entry 0), and by
 *     habits and distance (entry 1)
 * @param decay the chosen decay: its entry 1 in {@code missedByDecay} is the smallest
 */
record PlannerRoutesReport(
        Study study, List<MethodResults> rows, Fitted fitted, Map<Double, double[]> missedByDecay, double decay) {
    /** The least published share of arcs missed, in percent. */
    private static final double BEST_MISSED = 18.04;
    /** The least published share of stops in another route, in percent. */
    private static final double BEST_MOVED = 17.02;

    /**
     * Arcs missed and stops in another route, both in percent, and km, from the tables 2 and 4 of Mandi, Canoy, Bucarey and Guns (CP 2021).
     */
    private record Published(String name, double missed, double moved, int kilometres) {}

    private static final List<Published> PUBLISHED = List.of(
            new Published("published: shortest routes", 73.14, 46.93, 366),
            new Published("published: Markov chain of all days", 35.69, 25.75, 424),
            new Published("published: Markov chain of the weekday", 18.55, 17.26, 418),
            new Published("published: neural network, their best", BEST_MISSED, BEST_MOVED, 414),
            new Published("published: decision-focused, ReLU", 45.96, 38.54, 434),
            new Published("published: decision-focused, squared loss", 44.27, 37.14, 436));

    /** Returns the results of the last method, which decides by routes. */
    private MethodResults routes() {
        return rows.get(rows.size() - 1);
    }

    /**
     * Returns the share of arcs that routes miss minus the share that assignments miss. Assignments are the relaxation on which weights are
     * learnt.
     */
    private Interval relaxationGap() {
        double[] difference = routes().missed();
        double[] assigned = rows.get(rows.size() - 2).missed();
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= assigned[i];
        }
        return Interval.ofMean(difference);
    }

    private static String percent(Interval share) {
        return Numbers.decimal(100 * share.value(), 2) + " +- " + Numbers.decimal(100 * share.standardError(), 2);
    }

    TextTable table() {
        TextTable table = new TextTable(
                "decided by", "arcs missed %", "stops in another route %", "km", "days with tours that miss the depot");
        for (Published published : PUBLISHED) {
            table.row(
                    published.name(),
                    Numbers.decimal(published.missed(), 2),
                    Numbers.decimal(published.moved(), 2),
                    published.kilometres(),
                    "");
        }
        for (MethodResults row : rows) {
            table.row(
                    row.name(),
                    percent(row.meanMissed()),
                    percent(row.meanMoved()),
                    Numbers.decimal(row.meanKilometres().value(), 0),
                    row.daysWithoutRoutes());
        }
        double[] driven = routes().days().stream()
                .mapToDouble(day -> study.data().kilometres(study.planned(day).arcs()))
                .toArray();
        table.row("the plans", "", "", Numbers.decimal(Interval.ofMean(driven).value(), 0), "");
        return table;
    }

    TextTable decayTable() {
        TextTable table = new TextTable("decay", "habits, arcs missed %", "with distance %");
        missedByDecay.forEach((decay, missed) -> table.row(
                Numbers.decimal(decay, 1), Numbers.decimal(100 * missed[0], 2), Numbers.decimal(100 * missed[1], 2)));
        return table;
    }

    String notes() {
        return "\nMeans over " + routes().days().size()
                + " test days, +- one standard error. Each day is decided by what was learnt from the days before it. Each stop"
                + " is visited once, on as many routes as vehicles, of any load. The published methods keep to capacities, which many plans"
                + " exceed. The last column counts days on which some tour does not pass the depot: only the last method"
                + " forbids such tours.\n"
                + "Weights are learnt on assignments, a relaxation of routes: deciding by routes misses "
                + percent(relaxationGap())
                + " % more arcs than deciding by assignments.\n"
                + "The decay was chosen on days before the first test day. In the table below, days " + Study.FIRST_DAY
                + " to 99 are learnt from, and later days are decided; the chosen decay has the smallest number in the last"
                + " column.\n\n";
    }

    String verdict() {
        Interval missed = routes().meanMissed();
        Interval moved = routes().meanMoved();
        return "Routes by learnt habits miss " + percent(missed) + " % of the planners' arcs, and put " + percent(moved)
                + " % of stops into another route; the best published miss " + BEST_MISSED + " % and "
                + BEST_MOVED + " %.";
    }

    Map<String, Object> figures() {
        List<Map<String, Object>> deciders = new ArrayList<>();
        for (MethodResults row : rows) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("decider", row.name());
            figures.put("missed", row.meanMissed().value());
            figures.put("missedStandardError", row.meanMissed().standardError());
            figures.put("moved", row.meanMoved().value());
            figures.put("movedStandardError", row.meanMoved().standardError());
            figures.put("km", row.meanKilometres().value());
            figures.put("daysWithoutRoutes", row.daysWithoutRoutes());
            deciders.add(figures);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("deciders", deciders);
        figures.put("decay", decay);
        figures.put("choices", missedByDecay); // by which the decay was chosen
        figures.put("weights", fitted.weights());
        return figures;
    }

    Chart overDays() {
        double[] days = routes().days().stream().mapToDouble(day -> day).toArray();
        Chart chart = Chart.lines("Arcs missed on each test day (%)", "day", "");
        for (MethodResults row : List.of(routes(), rows.get(0))) {
            double[] missed = row.missed();
            chart = chart.line(
                    row.name(),
                    days,
                    IntStream.range(0, days.length)
                            .mapToDouble(i -> 100 * missed[i])
                            .toArray());
        }
        return chart.line(
                        "published best, mean",
                        days,
                        IntStream.range(0, days.length)
                                .mapToDouble(i -> BEST_MISSED)
                                .toArray())
                .caption("Weights and habits of a day come from the days before it.");
    }

    Chart weights() {
        Chart chart = Chart.rows("Weights of the features", "weight, with 95 % interval");
        for (Weight weight : fitted.weights()) {
            chart = chart.row(weight.name(), weight.estimate(), weight.low(), weight.high());
        }
        return chart.caption(
                "The feature of a habit is -log of its share, so that a weight of 1 follows the habit exactly. Weights are learnt from all days,"
                        + " with a small penalty.");
    }

    /** Draws, for the day that differs most, the next stops by the plan and by the prediction. */
    Chart differences() {
        MethodResults routes = routes();
        double[] missed = routes.missed();
        int worst = IntStream.range(0, missed.length)
                .reduce((first, second) -> missed[second] > missed[first] ? second : first)
                .orElseThrow();
        Plan planned = routes.planned(worst);
        Plan predicted = routes.predicted(worst);
        TreeSet<Integer> from = new TreeSet<>();
        TreeSet<Integer> to = new TreeSet<>();
        List<Day.Arc> arcs = new ArrayList<>(planned.arcs());
        arcs.addAll(predicted.arcs());
        for (Day.Arc arc : arcs) {
            if (!planned.arcs().contains(arc) || !predicted.arcs().contains(arc)) {
                from.add(arc.from());
                to.add(arc.to());
            }
        }
        List<Cell> cells = new ArrayList<>();
        for (int row : from) {
            for (int column : to) {
                cells.add(cell(new Day.Arc(row, column), planned, predicted));
            }
        }
        return Chart.heat(
                        "Next stops on day " + routes.days().get(worst) + ": plan and prediction",
                        "next stop; the rows are the stops before it; 0 is the depot")
                .with(cells)
                .caption("The day on which most arcs are missed: " + Numbers.decimal(100 * missed[worst], 0)
                        + " %. Stops whose neighbours are all as predicted are not shown.");
    }

    /** Returns the cell of an arc; its style is a colour, c0 to c2, with a strength, s2 or s3, or "even" for an arc of neither plan. */
    private static Cell cell(Day.Arc arc, Plan planned, Plan predicted) {
        boolean isPlanned = planned.arcs().contains(arc);
        boolean isPredicted = predicted.arcs().contains(arc);
        String text = "";
        String style = "even";
        if (isPlanned && isPredicted) {
            text = "both";
            style = "c2 s2";
        } else if (isPlanned) {
            text = "plan";
            style = "c0 s3";
        } else if (isPredicted) {
            text = "predicted";
            style = "c1 s3";
        }
        return new Cell(
                String.valueOf(arc.from()),
                String.valueOf(arc.to()),
                style,
                List.of(text),
                arc.from() + " to " + arc.to());
    }
}
