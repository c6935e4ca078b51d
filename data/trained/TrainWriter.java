import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import unrolled.cell.LstmCell;
import unrolled.data.CourseData;
import unrolled.layer.Dense;
import unrolled.layer.Dropout;
import unrolled.layer.Embedding;
import unrolled.layer.Recurrent;
import unrolled.math.Precision;
import unrolled.math.Rng;
import unrolled.model.Checkpoint;
import unrolled.model.Network;
import unrolled.seq.Batch;
import unrolled.text.Generator;
import unrolled.text.Perplexity;
import unrolled.text.Sampler;
import unrolled.text.Tokenizer;
import unrolled.text.Tokens;
import unrolled.text.Vocabulary;
import unrolled.train.Clipping;
import unrolled.train.History;
import unrolled.train.Loss;
import unrolled.train.Optimizer;
import unrolled.train.Schedule;
import unrolled.train.Trainer;
import unrolled.view.Figures;
import unrolled.view.Html;
import unrolled.view.Series;

/**
 * The network of lecture 11 that writes prose, longer and larger than the lecture trains it: ./kit train writer.
 *
 * <p>Trained on nine tenths of data/course-notes.txt with the lecture's vocabulary; the last tenth judges each epoch,
 * and the file keeps the best.
 */
class TrainWriter {

    static final int HIDDEN = 256;
    static final int EPOCHS = 30;

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        int epochs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : EPOCHS;
        var letters = Tokenizer.characters().tokens(CourseData.text("course-notes"));
        int cut = letters.size() * 9 / 10;
        var vocabulary = Vocabulary.of(List.of(letters.subList(0, cut)));
        int[] read = vocabulary.ids(letters.subList(0, cut));
        var held = Tokens.streams(vocabulary.ids(letters.subList(cut, letters.size())), 1);
        var file = folder.resolve("writer.safetensors");
        var net = network(vocabulary.size());
        System.out.println(read.length + " characters; " + vocabulary + "; " + net.parameterCount() + " parameters");
        var history = train(net, epochs, Optimizer.adam(0.004), Tokens.streams(read, 32), held, file);
        figure(history, folder.resolve("writer.html"));
        var best = Checkpoint.load(file);
        System.out.printf("held-out perplexity of the best: %.2f%n%s%n", Perplexity.of(best, held),
                write(best, vocabulary));
    }

    static Network network(int tokens) {
        return Network.of(1, new Embedding(tokens, 32), new Dropout(0.1), new Recurrent(new LstmCell(32, HIDDEN)),
                new Dropout(0.4), new Dense(HIDDEN, tokens));
    }

    static History train(Network net, int epochs, Optimizer optimizer, Batch read, Batch held, Path file) {
        var history = new Trainer(net, Loss.softmaxCrossEntropy(), optimizer).epochs(epochs).truncate(40)
                .precision(Precision.SINGLE).clipping(Clipping.norm(1)).schedule(Schedule.cosine(epochs, 0.05))
                .earlyStopping(epochs)                       // never stops: the best parameters are kept
                .listener((epoch, of) -> {
                    System.out.printf("epoch %d: perplexity %.2f, held out %.2f, %.0f s%n", epoch.number(),
                            Math.exp(epoch.loss()), Math.exp(epoch.validationLoss()), epoch.seconds());
                }).fit(read, held);
        Checkpoint.saveSingle(net, file);
        return history;
    }

    static String write(Network net, Vocabulary vocabulary) {
        var prompt = vocabulary.ids(Tokenizer.characters().tokens("The network "));
        var generator = new Generator(net, Sampler.temperature(0.5).without(0, 1, 2, 3));
        return "The network " + String.join("", vocabulary.tokens(generator.write(prompt, 300, new Rng(1)).ids()));
    }

    static void figure(History history, Path file) throws Exception {
        var log = history.table();
        var figure = Figures.line(Series.of("text that it reads", log.doubleColumn("loss").asDoubleArray()),
                        Series.of("text held out", log.doubleColumn("validation loss").asDoubleArray()))
                .axes("epoch (passes)", "loss (nats a letter)")
                .caption("How the writer of prose learned.", "Two falling curves.");
        Files.writeString(file, "<!doctype html><meta charset=\"utf-8\"><title>./kit train writer</title>"
                + Html.of(figure).markup());
    }
}
