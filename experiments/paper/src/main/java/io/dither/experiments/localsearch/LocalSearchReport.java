package io.dither.experiments.localsearch;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.run.TextTable;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables, the JSON and the charts. */
record LocalSearchReport(List<Exactness.Coverage> coverage, List<Exactness.Bias> biases, Races races, int chains) {
    private static final int WHOLE = 3;

    private double whole() {
        return races.seconds()[WHOLE];
    }

    TextTable coverageTable() {
        TextTable table = new TextTable(
                "set",
                "points",
                "95 % intervals that hold %",
                "within 3 errors %",
                "effective samples",
                "largest R-hat");
        coverage.forEach(one -> table.row(
                one.set().name(),
                one.set().points().size(),
                Numbers.decimal(100 * one.held(), 1),
                Numbers.decimal(100 * one.within(), 1),
                Numbers.decimal(one.effective(), 0),
                Numbers.decimal(one.rHat(), 3)));
        return table;
    }

    String aboutCoverage() {
        return "\nMeans of y by four chains of 4,000 steps, after 1,000 in which scores grow to their size, against sums over all points;"
                + " all coordinates of " + chains + " seeds. Errors are by means of batches of the chains.\n\n";
    }

    TextTable biasTable() {
        TextTable table =
                new TextTable("set", "estimate", "kept of the gradient %", "aside %", "deviation %", "microseconds");
        biases.forEach(one -> table.row(
                one.set().name(),
                one.method(),
                Numbers.decimal(100 * one.kept(), 0),
                Numbers.decimal(100 * one.other(), 0),
                Numbers.decimal(100 * one.noise(), 0),
                Numbers.decimal(one.micros(), 1)));
        return table;
    }

    String aboutBias() {
        return "\nThe gradient E y - y at decisions that are uniform points, far from the law of theta, by one chain that begins at the"
                + " decision, and by one solve under Gumbel noise of the same epsilon, against the exact one: what its mean keeps of it, what"
                + " its mean has in other directions, and the deviation of one estimate. A short chain keeps a part, the more the longer it"
                + " is, so that steps point uphill but are short; the mean of perturbed solves is that of another law, however many there"
                + " are.\n\n";
    }

    TextTable raceTable() {
        List<String> head = new ArrayList<>(List.of("problem", "decided by", "measure"));
        for (Method method : Method.ALL) {
            head.add(method.name());
        }
        head.add("best chains");
        TextTable table = new TextTable(head.toArray(String[]::new));
        for (Problem.Kind kind : Problem.Kind.values()) {
            for (Problem.Decider decider : Problem.Decider.values()) {
                List<Object> angles = new ArrayList<>(List.of(kind.words, decider.words, "angle"));
                List<Object> regrets = new ArrayList<>(List.of("", "", "regret %"));
                for (Method method : Method.ALL) {
                    angles.add(shown(races.mean(kind, decider, method, whole(), Races.Outcome::angle)));
                    regrets.add(shown(races.mean(kind, decider, method, whole(), one -> 100 * one.regret())));
                }
                angles.add(judged(kind, decider));
                regrets.add("");
                table.row(angles.toArray());
                table.row(regrets.toArray());
            }
        }
        return table;
    }

    private static String shown(Interval mean) {
        return Numbers.decimal(mean.value(), 2) + " +- " + Numbers.decimal(mean.standardError(), 2);
    }

    private Method best(Problem.Kind kind, Problem.Decider decider) {
        Method best = Method.ALL[1];
        for (int k = 2; k < Method.ALL.length; k++) {
            double own = races.lead(kind, decider, Method.ALL[k], Races.Outcome::angle)
                    .value();
            best = own < races.lead(kind, decider, best, Races.Outcome::angle).value() ? Method.ALL[k] : best;
        }
        return best;
    }

    /** Whether the chains that come closest to the truth are told apart from perturbed solves. */
    private String judged(Problem.Kind kind, Problem.Decider decider) {
        Interval lead = races.lead(kind, decider, best(kind, decider), Races.Outcome::angle);
        return lead.high() < 0 ? "better" : lead.low() > 0 ? "worse" : "not told apart";
    }

    String aboutRaces() {
        return "\nAngles between weights learnt and true, in degrees, and regret of the solver's answers to problems held out, after "
                + Numbers.decimal(whole(), 1)
                + " seconds of computing, means over histories +- one standard error. Each method takes the same steps of Adam over the"
                + " same batches, as many as it has time for. The last column compares the angle of the best chains with perturbed solves, history by"
                + " history, at 95 %; the best of four is chosen by the same numbers, so that a lead is somewhat flattered.\n"
                + "Decisions by the Gibbs law are those that chains assume, decisions of a solver at noisy costs those that"
                + " perturbed solves assume: neither is right for the other.\n";
    }

    String verdict() {
        List<String> better = new ArrayList<>();
        List<String> worse = new ArrayList<>();
        for (Problem.Kind kind : Problem.Kind.values()) {
            for (Problem.Decider decider : Problem.Decider.values()) {
                String where = kind.words + " decided by " + decider.words;
                switch (judged(kind, decider)) {
                    case "better" -> better.add(where);
                    case "worse" -> worse.add(where);
                    default -> {}
                }
            }
        }
        double least =
                coverage.stream().mapToDouble(Exactness.Coverage::held).min().orElse(0);
        double most =
                coverage.stream().mapToDouble(Exactness.Coverage::held).max().orElse(0);
        return "95 % intervals of chains hold the exact means in " + Numbers.decimal(100 * least, 1) + " to "
                + Numbers.decimal(100 * most, 1)
                + " % of cases. In equal time chains come closer to the true weights than perturbed solves: "
                + (better.isEmpty() ? "nowhere" : String.join("; ", better)) + ". Less close: "
                + (worse.isEmpty() ? "nowhere" : String.join("; ", worse)) + ".";
    }

    Map<String, Object> figures() {
        List<Map<String, Object>> sets = new ArrayList<>();
        for (Exactness.Coverage one : coverage) {
            sets.add(Map.of("set", one.set().text(), "held", one.held(), "withinThree", one.within()));
        }
        List<Map<String, Object>> all = new ArrayList<>();
        for (Problem.Kind kind : Problem.Kind.values()) {
            for (Problem.Decider decider : Problem.Decider.values()) {
                for (Method method : Method.ALL) {
                    Interval angle = races.mean(kind, decider, method, whole(), Races.Outcome::angle);
                    Interval regret = races.mean(kind, decider, method, whole(), Races.Outcome::regret);
                    Map<String, Object> figures = new LinkedHashMap<>();
                    figures.put("problem", kind.words);
                    figures.put("decider", decider.words);
                    figures.put("method", method.text());
                    figures.put("angle", angle.value());
                    figures.put("angleStandardError", angle.standardError());
                    figures.put("regret", regret.value());
                    figures.put("regretStandardError", regret.standardError());
                    figures.put(
                            "steps",
                            races.mean(kind, decider, method, whole(), Races.Outcome::steps)
                                    .value());
                    all.add(figures);
                }
            }
        }
        return Map.of("sets", sets, "races", all);
    }

    Chart chart(Problem.Kind kind) {
        Chart chart = Chart.lines(
                        "Angle to the true weights: " + kind.words + ", decided by the Gibbs law",
                        "seconds of computing",
                        "degrees")
                .logX();
        double[] seconds = races.seconds();
        for (Method method : Method.ALL) {
            double[] angles = new double[seconds.length];
            double[] errors = new double[seconds.length];
            for (int k = 0; k < seconds.length; k++) {
                Interval one = races.mean(kind, Problem.Decider.GIBBS, method, seconds[k], Races.Outcome::angle);
                angles[k] = one.value();
                errors[k] = one.standardError();
            }
            chart = chart.line(method.name(), seconds, angles, errors);
        }
        return chart.caption(
                "Means over histories, with one standard error. Perturbed solves are of OR-Tools' routing search.");
    }
}
