-- The words of a trace, in as many rows as pieces of it came.
create table local_trace_words (
  trace_no bigint not null,
  words tsvector not null
);
create index local_trace_words_by_trace on local_trace_words (trace_no);
create index local_trace_words_found on local_trace_words using gin (words);
