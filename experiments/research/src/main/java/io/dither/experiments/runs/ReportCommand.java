package io.dither.experiments.runs;

import io.dither.error.Arguments;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.experiments.report.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dither report}: a page for each run folder, and a page that compares several runs. */
@Command(
        name = "report",
        description = {
            "Write report.html into each run folder: one page that needs no network.",
            "With --out, also a page that compares the runs: figures side by side, curves over each other."
        },
        footer = {
            "dither report runs/first",
            "dither report runs/first runs/second --out all.html",
            "dither report runs/* --out all.html"
        })
public final class ReportCommand implements Subcommand {
    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Report on these run folders.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the page that compares several runs to this file.")
    private Optional<Path> out = Optional.empty();

    @Override
    public int run(Context context) {
        Arguments.require(
                folders.size() > 1 || out.isEmpty(),
                "--out is for the comparison of several runs, but only one run folder is given",
                "Maybe name more run folders, or leave out --out");
        List<String> pages = new ArrayList<>();
        for (Path folder : folders) {
            pages.add(write(List.of(folder), folder.resolve(Report.FILE)));
        }
        out.ifPresent(page -> pages.add(write(folders, page)));
        context.print(() -> Map.of("pages", pages), () -> String.join("\n", pages) + "\n");
        return 0;
    }

    private static String write(List<Path> runs, Path page) {
        Report.of(runs).write(page);
        return page.toString();
    }
}
