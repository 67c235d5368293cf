package io.dither.experiments.people;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.experiments.histories.LearnCommand;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Each option of {@code dither learn} goes with persons who differ, or has a rule that says why it does not. */
class PersonRulesTest {
    private static final String GO_WITH_PERSONS =
            "--accuracy --alternatives --categories --classes --column --coordinate --coordinates --coordinates-query --cost"
                    + " --cost-model --data --decimal --decision --elevation --epsilon --errors --example --features --fix --gap"
                    + " --habits --holdout --inexact --iterations --layout --loss --map --master --noise --noise-by --offset"
                    + " --oracle --out --path --pay-in --person --positions --print-study --profile --query --query-timeout --reshape --row"
                    + " --samples --seed --separator --set --skip-bad --tastes --threads --time --traces --train-oracle"
                    + " --turns --vary-by --weight --weighting --work --write-example";

    @Test
    void everyOptionHasItsPlace() {
        CommandLine learn = new CommandLine(new LearnCommand());
        Set<String> all = learn.getCommandSpec().options().stream()
                .map(PersonRulesTest::name)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> placed = new TreeSet<>(List.of(GO_WITH_PERSONS.split(" ")));
        PersonRules.ALL.forEach(rule -> {
            placed.add(rule.option());
            placed.addAll(rule.others());
        });
        Set<String> unplaced = new TreeSet<>(all);
        unplaced.removeAll(placed);
        placed.removeAll(all);
        assertEquals(Set.of(), unplaced, "options without a place: add each to GO_WITH_PERSONS or to PersonRules");
        assertEquals(Set.of(), placed, "'dither learn' has no such options");
    }

    private static String name(OptionSpec option) {
        return List.of(option.names()).contains("--person") ? "--person" : option.longestName();
    }
}
