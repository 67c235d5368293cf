import io.dither.data.ColumnRoles;
import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.Layouts;
import io.dither.data.OracleTexts;
import io.dither.oracle.OracleRegistry;
import java.nio.file.Files;
import java.nio.file.Path;

class Main {
    public static void main(String[] args) throws Exception {
        Path file = Files.createTempFile("dither", ".csv");
        Files.writeString(file, "example,coordinate,price,decision\na,0,2,1\na,1,5,0\n");
        Examples read = Layouts.readLong(
                Histories.standard().open(file.toString()),
                ColumnRoles.defaults().withFeatures("log(price)"),
                OracleTexts.of("argmax:n={d}", OracleRegistry.discover()));
        System.out.println(read.columns().names() + " of " + read.observations().size() + " example");
        Files.delete(file);
    }
}
