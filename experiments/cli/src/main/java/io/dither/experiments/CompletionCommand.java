package io.dither.experiments;

import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dither completion}: a script by which bash and zsh complete commands and options. */
@Command(
        name = "completion",
        description = {
            "Print a script by which bash and zsh complete the commands and options of dither.",
            "Save it to a file, and load that file in ~/.bashrc or ~/.zshrc, as below."
        },
        footer = {
            "dither completion >~/.dither-completion && echo '. ~/.dither-completion' >>~/.bashrc",
            "dither completion >~/.dither-completion && echo '. ~/.dither-completion' >>~/.zshrc",
            "dither completion | less"
        })
final class CompletionCommand implements Subcommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    CompletionCommand() {}

    @Override
    public int run(Context context) {
        // picocli makes one script for bash and for zsh
        context.out().print(AutoComplete.bash("dither", spec.root().commandLine()));
        context.out().flush();
        return 0;
    }
}
