package io.dither.experiments.localsearch;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.run.TextTable;
import io.dither.experiments.run.Verdict;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Shows races as a table, as JSON and as charts. */
record LocalSearchReport(List<Race> races) {
    /** The measures on test decisions, in per cent. */
    enum Measure {
        MISSED("missed %", outcome -> 100 * outcome.missed()),
        REGRET("regret %", outcome -> 100 * outcome.regret());

        private final String title;

        @SuppressWarnings("ImmutableEnumChecker") // a function without state
        private final ToDoubleFunction<Race.Outcome> value;

        Measure(String title, ToDoubleFunction<Race.Outcome> value) {
            this.title = title;
            this.value = value;
        }
    }

    /** What a cell says of a method if chains have significantly less of a measure, no significant difference, or more. */
    private static final List<String> SIGNS = List.of(" worse", "", " better");

    private double firstSeconds() {
        return races.get(0).seconds()[0];
    }

    private double lastSeconds() {
        double[] seconds = races.get(0).seconds();
        return seconds[seconds.length - 1];
    }

    /** Returns whether a race has a measure: the regret is known only if the true costs are. */
    private static boolean isKnown(Race race, Measure measure) {
        return measure == Measure.MISSED || race.hasRegret();
    }

    /**
     * Returns for each race in which a measure is known: -1 if chains have significantly less of the measure than the rival, 1 if they
     * have significantly more, otherwise 0. The level of 5 % is for the tests of all races together.
     */
    private Map<Race, Integer> signs(Measure measure, double seconds, Method.Family rival) {
        List<Race> known = races.stream()
                .filter(race -> race.chosen().containsKey(rival) && isKnown(race, measure))
                .toList();
        int[] signs = Verdict.signs(known.stream()
                .map(race -> race.chainsMinus(rival, seconds, measure.value))
                .toList());
        Map<Race, Integer> signOf = new LinkedHashMap<>();
        for (int i = 0; i < signs.length; i++) {
            signOf.put(known.get(i), signs[i]);
        }
        return signOf;
    }

    TextTable table() {
        List<String> head = new ArrayList<>(List.of("problem", "decided by", "measure", "seconds"));
        for (Method.Family family : Method.Family.values()) {
            head.add(family.title);
        }
        TextTable table = new TextTable(head.toArray(String[]::new));
        for (Race race : races) {
            table.row(row(race, Measure.MISSED, firstSeconds(), race.kind(), race.decider()));
            table.row(row(race, Measure.MISSED, lastSeconds(), "", ""));
            if (race.hasRegret()) {
                table.row(row(race, Measure.REGRET, firstSeconds(), "", ""));
                table.row(row(race, Measure.REGRET, lastSeconds(), "", ""));
            }
        }
        return table;
    }

    private Object[] row(Race race, Measure measure, double seconds, String... names) {
        List<Object> cells = new ArrayList<>(List.of((Object[]) names));
        cells.add(measure.title);
        cells.add(Numbers.decimal(seconds, 2));
        for (Method.Family family : Method.Family.values()) {
            cells.add(race.chosen().containsKey(family) ? cell(race, measure, seconds, family) : "");
        }
        return cells.toArray();
    }

    private String cell(Race race, Measure measure, double seconds, Method.Family family) {
        Interval mean = race.mean(family, seconds, measure.value);
        int sign = family == Method.Family.CHAINS
                ? 0
                : signs(measure, seconds, family).getOrDefault(race, 0);
        return Numbers.decimal(mean.value(), 2) + " +- " + Numbers.decimal(mean.standardError(), 2)
                + SIGNS.get(1 + sign);
    }

    String about() {
        return "\nOn held-out decisions, after a time of computing: the share of observed items, shifts or arcs that decisions by the learnt"
                + " weights miss, and their regret at the true weights; means over histories +- one standard error. Each method takes as"
                + " many steps of Adam as the time allows. Its settings, in the charts, were chosen on a quarter as many other histories,"
                + " by regret, or by the share missed if costs are unknown. 'worse' and 'better' than chains: paired tests over"
                + " histories, at 5 % for all problems of a column, measure and time together (Holm 1979).\n"
                + "Perturbed solves of routes stop at OR-Tools' first solution; annealing takes the last state of a cooling chain, which"
                + " gives shorter routes in less time; assignments are exact and take microseconds, but ignore capacities."
                + " To measure, routes come from long annealing, and other decisions from exact solves. Chains assume decisions by the Gibbs law,"
                + " perturbed solves assume decisions at noisy costs. The planners' histories are drawn from one file, so their errors are"
                + " somewhat too small.\n";
    }

    String verdict() {
        return "Chains decide better than perturbed solves " + problems(Method.Family.SOLVES, firstSeconds()) + ", and "
                + problems(Method.Family.SOLVES, lastSeconds()) + "; than perturbed annealing "
                + problems(Method.Family.ANNEALING, lastSeconds()) + "; than perturbed assignments "
                + problems(Method.Family.ASSIGNMENTS, lastSeconds()) + ".";
    }

    /**
     * Returns as text on which problems chains are better than a family, and on which they are worse: by regret, or by the share missed
     * if costs are unknown.
     */
    private String problems(Method.Family family, double seconds) {
        Map<Race, Integer> signs = new LinkedHashMap<>(signs(Measure.MISSED, seconds, family));
        signs.putAll(signs(Measure.REGRET, seconds, family));
        return "after " + Numbers.decimal(seconds, 2) + " seconds on " + named(signs, -1) + ", worse on "
                + named(signs, 1);
    }

    /** Returns the problems with a sign; names the deciders if other deciders of the problem have another sign. */
    private String named(Map<Race, Integer> signs, int sign) {
        Map<String, List<String>> deciders = new LinkedHashMap<>();
        signs.forEach((race, raceSign) -> {
            if (raceSign == sign) {
                deciders.computeIfAbsent(race.kind(), kind -> new ArrayList<>()).add(race.decider());
            }
        });
        String names = deciders.entrySet().stream()
                .map(entry -> races.stream()
                                        .filter(race -> race.kind().equals(entry.getKey()))
                                        .count()
                                > entry.getValue().size()
                        ? entry.getKey() + " (decided by " + String.join(", ", entry.getValue()) + ")"
                        : entry.getKey())
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }

    List<Map<String, Object>> figures() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Race race : races) {
            race.chosen().forEach((family, method) -> {
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("problem", race.kind());
                figures.put("decider", race.decider());
                figures.put("method", family.title);
                figures.put("chosen", method.text() + " at rate " + method.rate());
                figures.put(
                        "steps",
                        race.mean(family, lastSeconds(), Race.Outcome::steps).value());
                for (Measure measure : Measure.values()) {
                    if (isKnown(race, measure)) {
                        String name = measure.name().toLowerCase(Locale.ROOT);
                        Interval mean = race.mean(family, lastSeconds(), measure.value);
                        figures.put(name + "Percent", mean.value());
                        figures.put(name + "StandardError", mean.standardError());
                    }
                }
                rows.add(figures);
            });
        }
        return rows;
    }

    /** Draws the regret, or the share missed if costs are unknown, over seconds. */
    static Chart chart(Race race) {
        Measure measure = race.hasRegret() ? Measure.REGRET : Measure.MISSED;
        Chart chart = Chart.lines(race.kind() + ", decided by " + race.decider(), "seconds of computing", measure.title)
                .logX();
        for (Map.Entry<Method.Family, Method> entry : race.chosen().entrySet()) {
            double[] seconds = race.seconds();
            double[] values = new double[seconds.length];
            double[] errors = new double[seconds.length];
            for (int k = 0; k < seconds.length; k++) {
                Interval mean = race.mean(entry.getKey(), seconds[k], measure.value);
                values[k] = mean.value();
                errors[k] = mean.standardError();
            }
            chart = chart.line(entry.getKey().title + ": " + entry.getValue().name(), seconds, values, errors);
        }
        return chart.caption("Means over histories, with one standard error; settings were chosen on others.");
    }
}
