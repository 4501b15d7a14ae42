/** What users type: times, payloads, answers to questions. */
@NullMarked
package io.allyourbase.jobs.cli.input;

import org.jspecify.annotations.NullMarked;
