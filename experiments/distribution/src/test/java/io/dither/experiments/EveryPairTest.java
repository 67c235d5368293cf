package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.experiments.launch.OptionRule;
import io.dither.experiments.launch.Subcommand;
import io.dither.plugin.PluginCatalogue;
import io.dither.random.KeyedRandom;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code dither learn} on a small history with each pair of options that the rules allow: it learns, or says in one message why not. A new
 * option must take its place in the table. About ten minutes of processor.
 */
class EveryPairTest {
    /** Options that learn nothing, or that are of no kind of history. */
    private static final Set<String> NOT_TRIED = Set.of(
            "--help",
            "--version",
            "--stacktrace",
            "--print-study",
            "--write-example",
            "--set",
            "--plugins",
            "--threads");

    /** Values of each option, between bars; a flag has none. The history is that of {@link #write}. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("--data", "FOLDER/choices.csv"),
            Map.entry("--layout", "wide|long|shared"),
            Map.entry("--example", "day"),
            Map.entry("--coordinate", "option"),
            Map.entry("--decision", "chosen"),
            Map.entry("--coordinates", "FOLDER/kinds.csv"),
            Map.entry("--features", "price,minutes|price,log(minutes),C(kind)"),
            Map.entry("--time", "when"),
            Map.entry("--alternatives", "car,train,bus"),
            Map.entry("--row", "order"),
            Map.entry("--column", "driver"),
            Map.entry("--cost", "truth"),
            Map.entry("--weight", "copies"),
            Map.entry("--offset", "toll"),
            Map.entry("--path", "road"),
            Map.entry("--vary-by", "when"),
            Map.entry("--categories", "kind"),
            Map.entry("--habits", "rivals={order}"),
            Map.entry("--reshape", "nothing"),
            Map.entry("--separator", "comma|;"),
            Map.entry("--decimal", "point|comma"),
            Map.entry("--query", "select * from data"),
            Map.entry("--query-timeout", "9"),
            Map.entry("--coordinates-query", "select * from data"),
            Map.entry("--skip-bad", "FOLDER/bad.csv"),
            Map.entry(
                    "--oracle",
                    "argmax:n={d}|ranking:n=3|assignment:rows=1,cols={d}|knapsack:capacity=2,weights=(1,1,1)"),
            Map.entry("--cost-model", "linear|boosted:rounds=3|multilayer:units=2"),
            Map.entry("--fix", "price=1"),
            Map.entry("--bound", "minutes=..0"),
            Map.entry("--link", "exp|softplus"),
            Map.entry("--effects", "kind|coordinate"),
            Map.entry("--effects-ridge", "0.1|0.1,1"),
            Map.entry("--l2", "0.1|0,0.1"),
            Map.entry("--l1", "0.1"),
            Map.entry("--train-oracle", "knapsack:capacity=1,weights=(1,1,1)"),
            Map.entry("--loss", "moments|logit|spo-plus|local-search|recursive-logit"),
            Map.entry("--noise", "gumbel|gaussian|gamma:shape=5|lognormal|logistic"),
            Map.entry("--samples", "3"),
            Map.entry("--epsilon", "0.5|0.5,1|learn"),
            Map.entry("--noise-by", "minutes"),
            Map.entry("--iterations", "2"),
            Map.entry("--epochs", "2"),
            Map.entry("--batch", "4"),
            Map.entry("--rate", "0.01"),
            Map.entry("--early-stopping", "0.2"),
            Map.entry("--inexact", "accept|retry:10,accept"),
            Map.entry("--errors", "none|jackknife|bootstrap|model|pseudo_true"),
            Map.entry("--holdout", "0|0.4"),
            Map.entry("--pay-in", "price"),
            Map.entry("--folds", "2"),
            Map.entry("--choose-by", "exact match"),
            Map.entry("--weighting", "frequency"),
            Map.entry("--person", "who"),
            Map.entry("--tastes", "normal|price=lognormal"),
            Map.entry("--tastes-in", "price"),
            Map.entry("--classes", "2|2..3"),
            Map.entry("--draws", "4"),
            Map.entry("--membership", "age"),
            Map.entry("--map", "FOLDER/none.osm.pbf"),
            Map.entry("--traces", "FOLDER"),
            Map.entry("--profile", "car"),
            Map.entry("--elevation", "FOLDER"),
            Map.entry("--accuracy", "5"),
            Map.entry("--gap", "100"),
            Map.entry("--work", "FOLDER/work"),
            Map.entry("--positions", "FOLDER/positions.csv"),
            Map.entry("--out", "FOLDER/out"),
            Map.entry("--continue", "FOLDER/model"),
            Map.entry("--seed", "3"),
            Map.entry("--master", "local[1]"));

    private static final Pattern UNCLEAR = Pattern.compile("internal error|Exception|\\bnull\\b|\\bNaN\\b|\\tat ");

    /** The options that make a history learnable, unless a pair has others. */
    private static final Map<String, String> BASE = Map.of(
            "--data", "FOLDER/choices.csv",
            "--layout", "long",
            "--example", "day",
            "--coordinate", "option",
            "--decision", "chosen",
            "--features", "price,minutes",
            "--oracle", "argmax:n={d}");

    @TempDir
    private Path folder;

    @Test
    @Tag("long")
    void eachPairLearnsOrSaysWhyNot() throws IOException {
        write();
        Outcome before = learn(Stream.of("--out=FOLDER/model"));
        assertEquals(0, before.code(), before.err());
        CommandLine learn = Dither.commandLine(
                        List.of("learn"), PluginCatalogue.discover(), new PrintWriter(Writer.nullWriter()))
                .getSubcommands()
                .get("learn");
        List<String> all = new ArrayList<>();
        for (OptionSpec option : learn.getCommandSpec().options()) {
            String name = Stream.of(option.names())
                    .filter(VALUES::containsKey)
                    .findFirst()
                    .orElse(option.longestName());
            if (!NOT_TRIED.contains(name)) {
                String values = VALUES.getOrDefault(name, "");
                assertTrue(option.arity().max() == 0 || !values.isEmpty(), "VALUES has none for " + name);
                Stream.of(values.split("\\|")).forEach(value -> all.add(value.isEmpty() ? name : name + "=" + value));
            }
        }
        List<OptionRule> rules = learn.<Subcommand>getCommand().optionRules();
        Map<String, String> problems = new TreeMap<>();
        int learnt = 0;
        for (int i = 0; i < all.size(); i++) {
            for (int j = i; j < all.size(); j++) {
                List<String> pair = new ArrayList<>(List.of(all.get(i), all.get(j)));
                if (i != j && name(pair.get(0)).equals(name(pair.get(1)))) {
                    continue;
                }
                addNeeded(pair, all, rules);
                if (!isAllowed(pair, rules)) {
                    continue;
                }
                Outcome outcome = learn(pair.stream());
                learnt += outcome.code() == 0 ? 1 : 0;
                problem(outcome).ifPresent(problem -> problems.putIfAbsent(problem, String.join(" ", pair)));
            }
        }
        StringBuilder text = new StringBuilder();
        problems.forEach((problem, pair) ->
                text.append(pair).append("\n  ").append(problem).append('\n'));
        assertEquals("", text.toString());
        assertTrue(learnt > 1000, "only " + learnt + " pairs learnt");
    }

    private Outcome learn(Stream<String> options) {
        Map<String, String> all = new LinkedHashMap<>(BASE);
        options.forEach(option -> {
            int end = option.indexOf('=');
            all.put(name(option), end < 0 ? "" : option.substring(end + 1));
        });
        all.putIfAbsent("--samples", "2");
        all.putIfAbsent("--iterations", "4");
        all.putIfAbsent("--errors", "none");
        if (all.containsKey("--tastes")) {
            all.putIfAbsent("--draws", "4");
        }
        if (all.containsKey("--continue")) {
            Stream.of("--layout", "--example", "--coordinate", "--decision", "--features", "--oracle")
                    .filter(name -> String.valueOf(BASE.get(name)).equals(all.get(name)))
                    .forEach(all::remove);
        }
        if (all.containsKey("--row")) {
            all.remove("--coordinate");
        }
        if (all.containsKey("--map")) {
            all.remove("--data");
        }
        List<String> arguments = new ArrayList<>(List.of("learn"));
        all.forEach((name, value) ->
                arguments.add(value.isEmpty() ? name : name + "=" + value.replace("FOLDER", folder.toString())));
        return Outcome.of(arguments.toArray(String[]::new));
    }

    /** Returns what is wrong with an outcome, without what differs from run to run. */
    private Optional<String> problem(Outcome outcome) {
        String text = outcome.err().replace(folder.toString(), "FOLDER");
        boolean isFailure = outcome.code() != 0 && outcome.code() != 4;
        long problems = text.lines().filter(line -> line.startsWith("dither: ")).count();
        return outcome.code() < 0
                        || outcome.code() > 5
                        || UNCLEAR.matcher(text + (isFailure ? outcome.out() : ""))
                                .find()
                        || (isFailure && problems == 0)
                ? Optional.of(outcome.code() + " " + text.strip())
                : Optional.empty();
    }

    /** Adds options without which one of the pair has no meaning. */
    private static void addNeeded(List<String> pair, List<String> all, List<OptionRule> rules) {
        for (int i = 0; i < pair.size(); i++) {
            String name = name(pair.get(i));
            for (OptionRule rule : rules) {
                boolean isBroken = rule.relation() == OptionRule.Relation.NEEDS
                        && rule.option().equals(name)
                        && pair.stream().noneMatch(option -> rule.others().contains(name(option)));
                if (isBroken) {
                    all.stream()
                            .filter(option -> rule.others().contains(name(option)))
                            .findFirst()
                            .ifPresent(pair::add);
                }
            }
        }
    }

    private static boolean isAllowed(List<String> pair, List<OptionRule> rules) {
        try {
            Set<String> names = pair.stream().map(EveryPairTest::name).collect(Collectors.toSet());
            OptionRule.check(rules, names::contains);
            return true;
        } catch (InvalidArgumentException refused) {
            return false;
        }
    }

    private static String name(String option) {
        return option.replaceFirst("=.*", "");
    }

    /** Writes choices of twelve persons among three, with a column for each option that reads one. */
    private void write() throws IOException {
        KeyedRandom random = new KeyedRandom(5);
        List<String> lines = new ArrayList<>(
                List.of("day,option,chosen,price,minutes,kind,truth,copies,toll,road,when," + "order,driver,who,age"));
        for (int i = 0; i < 36; i++) {
            double[] price = new double[3];
            int best = 0;
            for (int j = 0; j < 3; j++) {
                price[j] = 1 + random.nextDouble();
                best = price[j] + 0.3 * random.nextGaussian() > price[best] ? j : best;
            }
            for (int j = 0; j < 3; j++) {
                lines.add(String.format(
                        Locale.ROOT,
                        "d%d,%d,%d,%.3f,%.3f,%s,%.3f,%d,0.5,a%d>b%d,%d,%d,%d,p%d,%d",
                        i,
                        j,
                        j == best ? 1 : 0,
                        price[j],
                        1 + random.nextDouble(),
                        List.of("bus", "tram", "car").get(j),
                        price[j],
                        1 + i % 2,
                        j,
                        i % 2,
                        i,
                        0,
                        j,
                        i / 3,
                        20 + i / 3));
            }
        }
        Files.write(folder.resolve("choices.csv"), lines);
        Files.writeString(folder.resolve("kinds.csv"), "coordinate,price,minutes\n0,1,2\n1,2,1\n2,3,3\n");
        Files.writeString(folder.resolve("positions.csv"), "vertex,x,y\na,0,0\nb,1,1\n");
    }
}
