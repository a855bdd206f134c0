/** Sources as the user names them: files, directories, standard input; recognised by content and read as streams. */
@NullMarked
package io.policap.capture.recording;

import org.jspecify.annotations.NullMarked;
