from multiprocessing import AsyncResult, Pool

ThreadPool = Pool
