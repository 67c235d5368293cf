package io.dither.experiments.command;

import io.dither.error.Arguments;
import io.dither.experiments.report.Report;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dither report}: a page for each run folder, and one that compares several. */
@Command(
        name = "report",
        footer = {"", "For example: dither report runs/first runs/second --out all.html"},
        description = {
            "Writes report.html into each run folder: one page that needs no network.",
            "With --out, also a page that compares the runs: figures side by side, curves over each other."
        })
public final class ReportCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "DIR", description = "The run folders.")
    private List<Path> folders = new ArrayList<>();

    @Option(names = "--out", paramLabel = "FILE", description = "The page that compares several runs.")
    private Optional<Path> out = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Creates the command. */
    public ReportCommand() {}

    @Override
    public Integer call() {
        Arguments.require(
                folders.size() > 1 || out.isEmpty(),
                "--out is for the comparison of several runs, and there is one",
                "Maybe name more run folders, or leave out --out");
        PrintWriter output = spec.commandLine().getOut();
        for (Path folder : folders) {
            Report.of(List.of(folder)).write(folder.resolve(Report.FILE));
            output.println(folder.resolve(Report.FILE));
        }
        if (out.isPresent()) {
            Report.of(folders).write(out.get());
            output.println(out.get());
        }
        output.flush();
        return 0;
    }
}
