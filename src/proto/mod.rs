//! The protocol tables: one file per protocol family, one Field type.
