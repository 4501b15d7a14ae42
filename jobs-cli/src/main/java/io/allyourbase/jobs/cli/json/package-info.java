/** JSON as the server sends it, read and written without reflection, which is slow to start. */
@NullMarked
package io.allyourbase.jobs.cli.json;

import org.jspecify.annotations.NullMarked;
