package io.dither.experiments;

import static java.util.Objects.requireNonNull;

import io.dither.error.UnknownNameException;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dither help}: the help of a command, or one topic of {@code dither learn}. */
@Command(
        name = "help",
        description = {
            "Show the help of a command, or the options of 'dither learn' on one topic.",
            "The topics are data, model, noise, errors, persons, maps and running."
        },
        footer = {"dither help predict", "dither help noise", "dither help learn all"})
final class HelpCommand implements Subcommand {
    private static final String LEARN = "learn";

    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND|TOPIC",
            description = "Show the help of this command or topic; 'all' after a command for all its options.")
    private List<String> words = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    HelpCommand() {}

    @Override
    public int run(Context context) {
        CommandLine command = requireNonNull(spec.parent()).commandLine();
        CommandLine learn = requireNonNull(command.getSubcommands().get(LEARN));
        String detail = HelpText.USUAL;
        for (String word : words) {
            CommandLine subcommand = command.getSubcommands().get(word);
            if (subcommand != null) {
                command = subcommand;
            } else if (word.equals(HelpText.ALL) || HelpText.topics(command).contains(word)) {
                detail = word;
            } else if (words.size() == 1 && HelpText.topics(learn).contains(word)) {
                command = learn; // a topic alone, as in 'dither help noise'
                detail = word;
            } else {
                throw new UnknownNameException(
                        "command or topic",
                        word,
                        Stream.concat(command.getSubcommands().keySet().stream(), HelpText.topics(learn).stream())
                                .toList(),
                        "See 'dither --help'");
            }
        }
        context.out().print(new HelpText(detail).of(command));
        context.out().flush();
        return 0;
    }
}
