import io.dither.data.Column;
import io.dither.data.Histories;
import io.dither.data.TableWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class Main {
    public static void main(String[] args) throws Exception {
        Path file = Files.createTempDirectory("dither").resolve("a.parquet");
        try (TableWriter table = Histories.standard().write(file.toString(), List.of(Column.number("km")))) {
            table.write(1.5);
            table.commit();
        }
        Histories.standard()
                .open(file.toString(), "select 2 * km as km from data")
                .forEach(row -> System.out.println(row.number("km")));
        Files.delete(file);
        Files.delete(file.getParent());
    }
}
